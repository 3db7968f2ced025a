/** The bound on carries, against every multiplication of small shapes. */
import { describe, expect, it } from "vitest";
import { carries, carryBounds, difference, divide } from "../../../properties/rsa/carries.js";
import { fromLimbs, power, toLimbs } from "../../../properties/rsa/limbs.js";

/** Least and greatest carry of every position over all a, b, p with limbs in range. */
function extremes(n: number, k: number): { low: bigint; high: bigint }[] {
  const numbers = Array.from({ length: 2 ** (n * k) }, (_, x) => toLimbs(BigInt(x), { n, k }));
  const found = Array.from({ length: 2 * k - 2 }, () => ({ low: 0n, high: 0n }));
  for (const a of numbers) {
    for (const b of numbers) {
      for (const p of numbers) {
        const division = divide(a, b, p, { n, k });
        if (division === null) continue;
        for (const [i, carry] of (carries(difference(division), n) ?? []).entries()) {
          const range = found[i] ?? { low: 0n, high: 0n };
          if (carry < range.low) range.low = carry;
          if (carry > range.high) range.high = carry;
        }
      }
    }
  }
  return found;
}

describe("bounds of carries", () => {
  for (const [n, k] of [
    [1, 2],
    [2, 2],
    [1, 3],
    [2, 3],
    [1, 4],
  ] as const) {
    it(`hold for every multiplication of ${k} limbs of ${n} bits, and are reached or nearly so`, () => {
      const found = extremes(n, k);
      const bounds = carryBounds({ n, k });
      expect(bounds).toHaveLength(found.length);
      for (const [i, { low, high }] of bounds.entries()) {
        expect(found[i]?.low).toBeGreaterThanOrEqual(low);
        expect(found[i]?.high).toBeLessThanOrEqual(high);
      }
      // The first carry reaches its bound at both ends, and no carry needs fewer bits than the bound says but one.
      expect(found[0]).toEqual(bounds[0]);
      const widest = (ranges: readonly { low: bigint; high: bigint }[]) =>
        Math.max(...ranges.map(({ low, high }) => (high > -low ? high : -low).toString(2).length));
      expect(widest(bounds) - widest(found)).toBeLessThanOrEqual(1);
    });
  }

  it("are the widths that CheckCarryToZero has room for at the sizes of zkLogin and zk-email", () => {
    for (const [n, k] of [
      [64, 32],
      [121, 17],
    ] as const) {
      const logCeil = k.toString(2).length;
      const room = power(2 * n + logCeil + 2 + 3 - n - 1);
      for (const { low, high } of carryBounds({ n, k })) {
        expect(high).toBeLessThan(room);
        expect(-low).toBeLessThanOrEqual(room);
      }
    }
  });
});

describe("the chain of carries", () => {
  it("exists exactly where the sum at 2^n is zero", () => {
    const n = 2;
    for (let x = -40n; x < 40n; x++) {
      for (let y = -40n; y < 40n; y++) {
        expect(carries([x, y], n) !== null).toBe(fromLimbs([x, y], n) === 0n);
      }
    }
  });
});
