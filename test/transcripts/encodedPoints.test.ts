import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CurveName, GroupName } from "../../algebra/curve.js";
import { Decoding, type PointEncoding } from "../../transcripts/encodedPoints.js";
import { sharedCurve } from "../checks/assay.js";

const engines = ["fast", "reference"] as const;
const groups: readonly GroupName[] = ["G1", "G2"];
const encodings: readonly PointEncoding[] = ["uncompressed", "compressed"];
const cases = (["bn254", "bls12-381"] as const).flatMap((name) =>
  groups.flatMap((group) => encodings.map((encoding) => ({ name, group, encoding }))),
);

async function decodingOf(name: CurveName, encoding: PointEncoding, engine: (typeof engines)[number]) {
  const curve = await sharedCurve(name, engine);
  return { curve, decoding: new Decoding(curve, curve.parameters, encoding) };
}

describe.each(cases)("$name $group, $encoding", ({ name, group, encoding }) => {
  test("points and infinity come back as they went in", async () => {
    const { curve, decoding } = await decodingOf(name, encoding, "fast");
    const points = Buffer.concat([
      curve.generator(group),
      curve.infinity(group),
      curve.negate(group, curve.generator(group)),
    ]);
    const encoded =
      encoding === "uncompressed"
        ? curve.toUncompressed(group, points, 0x40)
        : curve.toCompressed(group, points);
    expect(decoding.decode(group, encoded)).toEqual(new Uint8Array(points));
  });

  test("any bytes are converted, to what both engines agree on, and never to a point that they are not", async () => {
    const fast = await decodingOf(name, encoding, "fast");
    const reference = await decodingOf(name, encoding, "reference");
    const length = fast.decoding.bytesPerPoint(group);
    const bytes = fc
      .uint8Array({ minLength: length, maxLength: length })
      // Below q more often than not, with every combination of flags.
      .chain((raw) =>
        fc
          .constantFrom(0x00, 0x1f, 0x40, 0x80, 0x9f, 0xc0, 0xff)
          .map((mask) => Uint8Array.of((raw[0] as number) & mask, ...raw.slice(1))),
      );
    fc.assert(
      fc.property(fc.array(bytes, { minLength: 1, maxLength: 3 }), (parts) => {
        const encoded = new Uint8Array(Buffer.concat(parts));
        const decoded = fast.decoding.decode(group, encoded);
        expect(decoded).toEqual(reference.decoding.decode(group, encoded));
        const { pointBytes } = fast.curve.parameters[group];
        for (const [i, part] of parts.entries()) {
          const point = decoded.slice(i * pointBytes, (i + 1) * pointBytes);
          const fault = fast.curve.membershipFault(group, point);
          if (fault === "not canonical" || fault === "not on curve") continue;
          const back =
            encoding === "uncompressed"
              ? fast.curve.toUncompressed(group, point, part[0] === 0x40 ? 0x40 : 0x00)
              : fast.curve.toCompressed(group, point);
          expect(back).toEqual(part);
        }
      }),
      { numRuns: 40 },
    );
  });

  test("a compressed x without a root is named as off the curve, stray flags and large x as not canonical", async () => {
    if (encoding === "uncompressed") return;
    const { curve, decoding } = await decodingOf(name, encoding, "fast");
    const length = decoding.bytesPerPoint(group);
    const fault = (bytes: Uint8Array): string | null =>
      curve.membershipFault(group, decoding.decode(group, bytes));
    const small = Array.from({ length: 16 }, (_, x) =>
      fault(Uint8Array.of(...new Uint8Array(length - 1), x)),
    );
    expect(small).toContain("not on curve");
    expect(small).not.toContain("not canonical");
    for (const head of [0xc0, 0x41, 0x3f]) {
      expect(fault(Uint8Array.of(head, ...new Uint8Array(length - 1).fill(0xff)))).toBe("not canonical");
    }
    expect(fault(Uint8Array.of(0xc0, ...new Uint8Array(length - 1)))).toBe("not canonical");
  });
});
