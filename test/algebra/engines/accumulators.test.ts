import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { toLittleEndian } from "../../../algebra/integers.js";
import { openCurve } from "../../../algebra/open.js";
import {
  curvePoints,
  engineCases,
  fastEngines,
  faultyPoints,
  GROUPS,
  hex,
  join,
  openReference,
  scalarsBelow,
} from "./engines.js";

const SLOTS = 4;

/** Terms {slot, coefficient} as accumulators take them, on either curve. */
function serialise(terms: readonly (readonly [number, bigint])[]): Uint8Array {
  return join(terms.flatMap(([slot, value]) => [toLittleEndian(BigInt(slot), 4), toLittleEndian(value, 32)]));
}

describe.each(await engineCases())(
  "accumulators of $name are the same: reference, $label",
  async ({ name, options }) => {
    const reference = await openReference(name);
    const fast = await openCurve(name, options);
    afterAll(() => fast.close());
    const { r } = reference.parameters;

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
          fc.property(additions, fc.nat(SLOTS - 2), (drawn, first) => {
            const ours = fast.accumulators(group, SLOTS, first);
            const theirs = reference.accumulators(group, SLOTS, first);
            for (const [point, row] of drawn) {
              for (const sums of [ours, theirs]) {
                sums.add(point, join([new Uint8Array(2), serialise(row)]), 2, row.length);
              }
            }
            expect(hex(ours.read(first, SLOTS - first))).toBe(hex(theirs.read(first, SLOTS - first)));
            expect(hex(ours.read(first + 1, 1))).toBe(hex(theirs.read(first + 1, 1)));
          }),
          { numRuns: 20 },
        );
      });

      it("as are differences, of members and others, equal, opposite and infinite", () => {
        const a = join(pool.flatMap((one) => pool.map(() => one)));
        const b = join(pool.flatMap(() => pool));
        expect(hex(fast.subtractEach(group, a, b))).toBe(hex(reference.subtractEach(group, a, b)));
        for (const curve of [fast, reference])
          expect(() => curve.subtractEach(group, a, b.subarray(1))).toThrow(RangeError);
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
  },
);

describe("accumulators of G1 with terms that wait for the kernel", async () => {
  const options = (await fastEngines("bn254")).at(-1)?.[1];
  const fast = await openCurve("bn254", options);
  const program = await openCurve("bn254", { threads: 0, kernel: false });
  afterAll(() => Promise.all([fast.close(), program.close()]));
  const { r } = fast.parameters;
  const g = fast.generator("G1");

  it("hold them for more terms than are added up together, read in between", () => {
    const sums = fast.accumulators("G1", 2);
    const totals = [0n, 0n];
    const step = r / 9001n;
    const addUpTo = (from: number, to: number): void => {
      for (let k = from; k < to; k++) {
        const value = step * BigInt(k);
        sums.add(
          g,
          serialise([
            [k % 2, value],
            [0, 1n],
          ]),
          0,
          2,
        );
        totals[k % 2] = ((totals[k % 2] ?? 0n) + value) % r;
        totals[0] = (totals[0] ?? 0n) + 1n;
      }
    };
    for (const [from, to] of [
      [0, 7],
      [7, 9000],
    ] as const) {
      addUpTo(from, to);
      expect(hex(sums.read(0, 2))).toBe(hex(join(totals.map((total) => fast.multiply("G1", g, total)))));
    }
  });

  it("compute as the program does where a point is none", () => {
    for (const point of faultyPoints(fast, "G1").slice(0, 2)) {
      const less = [fast, program].map((curve) =>
        hex(curve.subtractEach("G1", join([g, g]), join([g, point]))),
      );
      expect(less[0]).toBe(less[1]);
      const read = [fast, program].map((curve) => {
        const sums = curve.accumulators("G1", 2);
        sums.add(g, serialise([[0, r / 3n]]), 0, 1);
        sums.add(point, serialise([[1, r / 5n]]), 0, 1);
        return hex(sums.read(0, 2));
      });
      expect(read[0]).toBe(read[1]);
    }
  });
});
