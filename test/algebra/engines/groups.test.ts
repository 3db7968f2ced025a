import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { openCurve } from "../../../algebra/open.js";
import {
  CURVES,
  curvePoints,
  faultyPoints,
  GROUPS,
  hex,
  openReference,
  outsiders,
  scalarsBelow,
} from "./engines.js";

describe.each(CURVES)("single points of %s are the same on both engines", async (name) => {
  const reference = await openReference(name);
  const fast = await openCurve(name, { threads: 0, kernel: false });
  afterAll(() => fast.close());
  const { r } = reference.parameters;

  describe.each(GROUPS)("%s", (group) => {
    const pool = curvePoints(reference, group);
    const points = fc.constantFrom(...pool);

    it("generator and infinity", () => {
      expect(hex(fast.generator(group))).toBe(hex(reference.generator(group)));
      expect(fast.infinity(group)).toEqual(reference.infinity(group));
    });

    it("sums and opposites, of every pair of the pool", () => {
      for (const a of pool) {
        expect(hex(fast.negate(group, a))).toBe(hex(reference.negate(group, a)));
        for (const b of pool) expect(hex(fast.add(group, a, b))).toBe(hex(reference.add(group, a, b)));
      }
    });

    it("multiples by scalars of any size, never reduced by r", () => {
      const scalars = fc.oneof(scalarsBelow(r), scalarsBelow(1n << 600n), fc.constantFrom(r - 1n, r, r + 1n));
      fc.assert(
        fc.property(points, scalars, (point, scalar) => {
          expect(hex(fast.multiply(group, point, scalar))).toBe(
            hex(reference.multiply(group, point, scalar)),
          );
        }),
        { numRuns: 30 },
      );
    });

    it("membership, with the reason where it fails", () => {
      for (const point of [...pool, ...faultyPoints(reference, group)]) {
        expect(fast.membershipFault(group, point)).toBe(reference.membershipFault(group, point));
      }
      for (const point of outsiders(reference, group)) {
        expect(fast.membershipFault(group, point)).toBe("not in subgroup");
      }
    });

    it("points of the wrong length and negative scalars are refused", () => {
      const g = fast.generator(group);
      for (const curve of [fast, reference]) {
        expect(() => curve.add(group, g, g.subarray(1))).toThrow(RangeError);
        expect(() => curve.membershipFault(group, new Uint8Array(g.length + 1))).toThrow(RangeError);
        expect(() => curve.multiply(group, g, -1n)).toThrow(RangeError);
      }
    });
  });
});
