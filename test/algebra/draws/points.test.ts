import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clearCofactor } from "../../../algebra/draws/cofactors.js";
import { drawnGroup } from "../../../algebra/draws/groups.js";
import { hashToG2, hashToG2Many } from "../../../algebra/draws/hashToG2.js";
import { squareRoot, squareRoot2 } from "../../../algebra/draws/squareRoots.js";
import { multiply } from "../../../algebra/draws/quadratic.js";
import { decodeLem, type AffinePoint } from "../../../algebra/engines/lem.js";
import { openCurve } from "../../../algebra/open.js";
import { CURVES, GROUPS, openReference, outsiders } from "../engines/engines.js";

describe.each(CURVES)("on %s", async (name) => {
  const [reference, fast] = [await openReference(name), await openCurve(name, { threads: 0 })];
  const { q } = fast.parameters;

  it.each(GROUPS)(
    "%s: clearing the cofactor is the multiple by the whole of it, inside the subgroup",
    (group) => {
      for (const point of outsiders(fast, group)) {
        const affine = decodeLem(fast.parameters, point) as AffinePoint;
        const cleared = clearCofactor(fast, group, affine);
        expect(cleared).toEqual(reference.multiply(group, point, drawnGroup(name, group).cofactor));
        expect(fast.membershipFault(group, cleared)).toBeNull();
      }
    },
  );

  it("hash to G2 does not depend on the engine, and gives members", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), (digest) => {
        const point = hashToG2(fast, digest);
        expect(hashToG2(reference, digest)).toEqual(point);
        expect(fast.membershipFault("G2", point)).toBeNull();
      }),
      { numRuns: 10 },
    );
  });

  it("hash to G2 of many digests is that of each", () => {
    const digests = fc.array(fc.uint8Array({ minLength: 64, maxLength: 64 }), { maxLength: 12 });
    fc.assert(
      fc.property(digests, (drawn) => {
        const points = hashToG2Many(fast, drawn, () => {});
        expect(points).toEqual(drawn.map((digest) => hashToG2(fast, digest)));
      }),
      { numRuns: 15 },
    );
  });

  it("hash to G2 takes digests of 64 bytes only", () => {
    for (const length of [0, 32, 63, 65]) {
      expect(() => hashToG2(fast, new Uint8Array(length))).toThrow(RangeError);
      expect(() => hashToG2Many(fast, [new Uint8Array(64), new Uint8Array(length)], () => {})).toThrow(
        RangeError,
      );
    }
  });

  const coordinate = fc.oneof(
    fc.constantFrom(0n, 1n, 4n, q - 1n, q - 4n),
    fc.bigInt({ min: 0n, max: q - 1n }),
  );

  it("square roots: of every square, and of nothing else", () => {
    fc.assert(
      fc.property(coordinate, coordinate, (c0, c1) => {
        const root = squareRoot(c0, q);
        // −1 is no square, so that exactly one of c0 and −c0 has a root unless both are zero.
        if (root === null) expect(squareRoot((q - c0) % q, q)).not.toBeNull();
        else expect((root * root) % q).toBe(c0);

        const element = { c0, c1 };
        const square = multiply(element, element, q);
        const root2 = squareRoot2(square, q);
        expect(root2).not.toBeNull();
        if (root2 !== null) expect(multiply(root2, root2, q)).toEqual(square);
        // ξ = 9 + u, or 1 + u, is no square in Fq2.
        const xi = name === "bn254" ? { c0: 9n, c1: 1n } : { c0: 1n, c1: 1n };
        if (c0 !== 0n || c1 !== 0n) expect(squareRoot2(multiply(square, xi, q), q)).toBeNull();
      }),
      { numRuns: 60 },
    );
  });
});

describe("hash to G2 of more digests than are hashed together", () => {
  it("goes on, and tells how far it is", async () => {
    const [reference, fast] = [await openReference("bn254"), await openCurve("bn254", { threads: 0 })];
    expect(reference.twist).toBeNull();
    const digests = Array.from({ length: 1030 }, (_, i) => new Uint8Array(64).fill(i & 255, i >> 8, 32));
    const told: number[] = [];
    const points = hashToG2Many(fast, digests, (done) => told.push(done));
    expect(told).toEqual([1024, 1030]);
    expect(points).toHaveLength(digests.length);
    for (const i of [0, 1, 255, 1022, 1023, 1024, 1029]) {
      expect(points[i]).toEqual(hashToG2(reference, digests[i] as Uint8Array));
    }
  });
});
