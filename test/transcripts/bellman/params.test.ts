import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { readParams } from "../../../transcripts/bellman/params.js";
import { looksLikeParams } from "../../../transcripts/bellman/paramsLayout.js";
import { readZkey } from "../../../transcripts/iden3/zkey.js";
import { MalformedError } from "../../../transcripts/malformed.js";
import type { ProvingKey } from "../../../transcripts/provingKey.js";
import type { ByteSource } from "../../../transcripts/source.js";
import { sharedCurve } from "../../checks/assay.js";
import { makeParamsCeremony } from "../../checks/bellman/keys.js";
import { HEADER_AT, paramsVectors } from "../../checks/bellman/layout.js";
import { bytesSource } from "../../fixtures/bytesSource.js";

const { zkey, exported } = await makeParamsCeremony();
const honest = await readFile(exported);
const at = paramsVectors(honest);

/** A file, in memory so that nothing stays open. */
const fileSource = async (path: string): Promise<ByteSource> =>
  bytesSource(path, new Uint8Array(await readFile(path)));

const readBytes = (bytes: Uint8Array): Promise<ProvingKey> =>
  readParams(bytesSource("some.params", new Uint8Array(bytes)), sharedCurve);

/** A copy of the honest file with something changed. */
function changed(change: (bytes: Buffer) => void): Buffer {
  const bytes = Buffer.from(honest);
  change(bytes);
  return bytes;
}

describe("a .params that snarkjs exported", () => {
  test.each(["bn128", "bls12381"] as const)("is the same record as its .zkey (%s)", async (name) => {
    const ceremony = await makeParamsCeremony(name);
    const params = await readParams(await fileSource(ceremony.exported), sharedCurve);
    const key = await readZkey(await fileSource(ceremony.zkey.final));
    const { curve, nVars, nPublic, domainSize, points, circuitHash } = key;
    expect(params).toMatchObject({ curve, nVars, nPublic, domainSize, points, circuitHash });
    for (const vector of ["ic", "a", "b1", "b2", "l"] as const) {
      expect(params[vector].count).toBe(key[vector].count);
      expect(await params[vector].read(0, key[vector].count)).toEqual(
        await key[vector].read(0, key[vector].count),
      );
    }
    const proofs = ({ contributions }: ProvingKey) =>
      contributions.map(({ number, deltaAfter, g1s, g1sx, g2spx, transcript }) => {
        return { number, deltaAfter, g1s, g1sx, g2spx, transcript };
      });
    expect(proofs(params)).toEqual(proofs(key));
    expect(params.h.count).toBe(domainSize - 1);
  });

  test("infinity is the same as 0x40 and as zeros", async () => {
    const infinite = await readBytes(changed((bytes) => bytes.fill(0, at.a.offset, at.a.offset + 64)));
    const flagged = await readBytes(
      changed((bytes) => bytes.fill(0, at.a.offset, at.a.offset + 64).writeUInt8(0x40, at.a.offset)),
    );
    expect(await flagged.a.read(0, 1)).toEqual(new Uint8Array(64));
    expect(await flagged.a.read(0, 2)).toEqual(await infinite.a.read(0, 2));
  });

  test("is recognised without its name; other files are not", async () => {
    expect(await looksLikeParams(bytesSource("current", honest))).toBe(true);
    expect(await looksLikeParams(bytesSource("current", honest.subarray(0, -1)))).toBe(false);
    expect(await looksLikeParams(await fileSource(zkey.final))).toBe(false);
  });
});

describe("bytes that encode no point become bytes that are none", () => {
  const notCanonical = new Uint8Array(64).fill(0xff);
  test.each([
    ["x not below q", (bytes: Buffer) => bytes.fill(0x3f, at.l.offset + 64, at.l.offset + 96)],
    ["y not below q", (bytes: Buffer) => bytes.fill(0xff, at.l.offset + 96, at.l.offset + 128)],
    ["bytes behind the flag of infinity", (bytes: Buffer) => bytes.writeUInt8(0x40, at.l.offset + 64)],
  ])("%s", async (_, change) => {
    const { l } = await readBytes(changed(change));
    const original = await (await readBytes(honest)).l.read(0, 3);
    const points = await l.read(0, 3);
    expect(points.slice(64, 128)).toEqual(notCanonical);
    expect(points.slice(0, 64)).toEqual(original.slice(0, 64));
    expect(points.slice(128)).toEqual(original.slice(128));
    expect(l.bytesOf(1)).toEqual({ start: at.l.offset + 64, end: at.l.offset + 128 });
  });

  test("in the header and in contributions too", async () => {
    const key = await readBytes(
      changed((bytes) =>
        bytes.fill(0xff, HEADER_AT.delta1, HEADER_AT.delta1 + 64).fill(0xff, at.tail + 68, at.tail + 132),
      ),
    );
    expect(key.points.delta1).toEqual(notCanonical);
    expect(key.contributions[0]?.deltaAfter).toEqual(notCanonical);
  });
});

describe("hostile lengths", () => {
  const vectors = ["ic", "h", "l", "a", "b1", "b2"] as const;
  const cases = vectors.flatMap((name) =>
    [0, 1, at[name].count + 1, 0x7fffffff, 0xffffffff].map((count) => ({ name, count })),
  );

  test.each(cases.filter(({ name, count }) => at[name].count !== count))(
    "$name announces $count",
    async ({ name, count }) => {
      const hostile = changed((bytes) => bytes.writeUInt32BE(count, at[name].offset - 4));
      await expect(readBytes(hostile)).rejects.toThrow(MalformedError);
    },
  );

  test("the error names the part and the offset of its length", async () => {
    const hostile = changed((bytes) => bytes.writeUInt32BE(0xffffffff, at.b2.offset - 4));
    await expect(readBytes(hostile)).rejects.toMatchObject({
      details: { file: "some.params", section: "B2", offset: at.b2.offset - 4 },
    });
  });

  test.each([1, 4, 0x00ffffff, 0xffffffff])("%i contributions more than there are", async (more) => {
    const count = Math.min(0xffffffff, honest.readUInt32BE(at.tail + 64) + more);
    const hostile = changed((bytes) => bytes.writeUInt32BE(count, at.tail + 64));
    await expect(readBytes(hostile)).rejects.toMatchObject({ details: { section: "contributions" } });
  });

  test("every place where the file can be cut off is an error", async () => {
    const places = [0, 1, 575, 577, at.h.offset, at.b2.offset - 2, at.tail, at.tail + 66, honest.length - 1];
    for (const end of places) {
      await expect(readBytes(honest.subarray(0, end)), `cut at ${end}`).rejects.toThrow(MalformedError);
    }
  });

  test("bytes behind the end are an anomaly with their range", async () => {
    const { container } = await readBytes(Buffer.concat([honest, Buffer.alloc(7)]));
    expect(container.anomalies).toMatchObject([
      { kind: "trailing bytes", start: honest.length, end: honest.length + 7 },
    ]);
  });
});
