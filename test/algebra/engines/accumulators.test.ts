import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { toLittleEndian } from "../../../algebra/integers.js";
import { openCurve } from "../../../algebra/open.js";
import { CURVES, curvePoints, GROUPS, hex, join, openReference, scalarsBelow } from "./engines.js";

const SLOTS = 4;

describe.each(CURVES)("accumulators of %s are the same on both engines", async (name) => {
  const reference = await openReference(name);
  const fast = await openCurve(name, { threads: 0, kernel: false });
  afterAll(() => fast.close());
  const { r, n8r } = reference.parameters;
  const serialise = (terms: readonly (readonly [number, bigint])[]): Uint8Array =>
    join(terms.flatMap(([slot, value]) => [toLittleEndian(BigInt(slot), 4), toLittleEndian(value, n8r)]));

  describe.each(GROUPS)("%s", (group) => {
    const pool = curvePoints(reference, group);

    it("for members, opposites and infinity, with coefficients of any kind", () => {
      const members = pool.filter((point) => reference.membershipFault(group, point) === null);
      const coefficient = fc.oneof(
        fc.constantFrom(0n, 1n, 2n, r - 1n, r - 2n, r / 2n, r / 2n + 1n),
        scalarsBelow(r),
      );
      const terms = fc.array(fc.tuple(fc.nat(SLOTS - 1), coefficient), { maxLength: 6 });
      const additions = fc.array(fc.tuple(fc.constantFrom(...members), terms), { maxLength: 4 });
      fc.assert(
        fc.property(additions, (drawn) => {
          const [ours, theirs] = [fast.accumulators(group, SLOTS), reference.accumulators(group, SLOTS)];
          for (const [point, row] of drawn) {
            for (const sums of [ours, theirs]) {
              sums.add(point, join([new Uint8Array(2), serialise(row)]), 2, row.length);
            }
          }
          expect(hex(ours.read(0, SLOTS))).toBe(hex(theirs.read(0, SLOTS)));
          expect(hex(ours.read(1, 2))).toBe(hex(theirs.read(1, 2)));
        }),
        { numRuns: 20 },
      );
    });

    it("and refuse slots that are not there and coefficients of r or more", () => {
      for (const curve of [fast, reference]) {
        const sums = curve.accumulators(group, SLOTS);
        const g = curve.generator(group);
        const bad = (slot: number, value: bigint): Uint8Array =>
          serialise([
            [0, 1n],
            [slot, value],
          ]);
        expect(() => sums.add(g, bad(SLOTS, 1n), 0, 2)).toThrow(/term 1: there is no slot/);
        expect(() => sums.add(g, bad(0, r), 0, 2)).toThrow(/term 1: coefficient/);
      }
    });
  });
});
