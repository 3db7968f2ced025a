/** Simulations beside values that are known from elsewhere. */
import { describe, expect, test } from "vitest";
import { uniformFrom } from "../../../../checks/market/selection/random.js";
import { Urn } from "../../../../checks/market/selection/sampling.js";
import {
  chiSquare,
  holm,
  middleOf,
  power,
  pValue,
  Selections,
} from "../../../../checks/market/selection/statistics.js";
import { expectedSlots, gainOfSplitting } from "../../../../checks/market/selection/sybil.js";

const equal = (n: number): number[] => Array.from({ length: n }, () => 1);

/** Values of χ² of so many simulated histories of n draws by weights. */
function simulated(weights: readonly number[], draws: number, count: number, given = 0): number[] {
  const chance = new Selections([{ weights, k: 1, draws }]);
  const expected = chance.expected(0, uniformFrom(1n));
  const source = chance.favouring({ place: 0, fraction: given });
  const uniform = uniformFrom(99n);
  return Array.from({ length: count }, () => chiSquare(source.simulate(uniform), expected));
}

test("the middle of simulated values", () => {
  const values = Float64Array.from({ length: 1000 }, (_, i) => 999 - i);
  expect(middleOf(values, 0.99)).toEqual({ from: 5, to: 994 });
  // Too few to leave one out.
  expect(middleOf(values.slice(0, 100), 0.999)).toEqual({ from: 900, to: 999 });
  // 500 draws at 0.05: 99 % of Binomial(500, 0.05) lie from 13 to 38 (exact sums of its terms).
  const chance = new Selections([{ weights: [5, 95], k: 1, draws: 500 }]);
  const uniform = uniformFrom(7n);
  const { from, to } = middleOf(
    Float64Array.from({ length: 9999 }, () => chance.simulate(uniform)[0] ?? 0),
    0.99,
  );
  expect(Math.abs(from - 13)).toBeLessThanOrEqual(1);
  expect(Math.abs(to - 38)).toBeLessThanOrEqual(1);
});

test("xoshiro128** is the published generator", () => {
  // Blackman and Vigna's C code, state {1, 2, 3, 4}: 11520, 0, 5927040, 70819200.
  const uniform = uniformFrom(1n | (2n << 32n) | (3n << 64n) | (4n << 96n));
  expect(Array.from({ length: 4 }, () => uniform() * 2 ** 32)).toEqual([11520, 0, 5927040, 70819200]);
});

describe("χ²", () => {
  test("p = 0.01 at 15.086 with 5 degrees of freedom", () => {
    const p = pValue(15.086, simulated(equal(6), 600, 9999));
    expect(p).toBeGreaterThan(0.007);
    expect(p).toBeLessThan(0.0135);
  });

  test("p values are uniform by chance", () => {
    const chance = simulated([5, 3, 1, 1], 60, 999);
    const uniform = uniformFrom(5n);
    const fresh = new Selections([{ weights: [5, 3, 1, 1], k: 1, draws: 60 }]);
    const expected = fresh.expected(0, uniform);
    const ps = Array.from({ length: 500 }, () =>
      pValue(chiSquare(fresh.simulate(uniform), expected), chance),
    );
    for (const level of [0.05, 0.25, 0.5, 0.75]) {
      expect(Math.abs(ps.filter((p) => p <= level).length / 500 - level)).toBeLessThan(0.08);
    }
  });

  test.each([
    [500, 0.22],
    [1000, 0.54],
    [2000, 0.95],
  ])("one of ten of %i draws is given to who has half of all weight: power %f at 0.01", (draws, wanted) => {
    const weights = [3, 1, 1, 1];
    const chance = simulated(weights, draws, 1999);
    const found = power(simulated(weights, draws, 600, 0.1), chance, 0.01);
    expect(Math.abs(found - wanted), String(found)).toBeLessThan(0.07);
  });

  test("an urn without weight is none; a selection without expectation is infinitely far", () => {
    expect(() => new Urn([0, 0])).toThrow(RangeError);
    expect(chiSquare([1, 3], [0, 4])).toBe(Infinity);
  });
});

test("Holm's procedure", () => {
  expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]);
  expect(holm([0.9, 0.8])).toEqual([1, 1]);
  expect(holm([])).toEqual([]);
});

test("drawing without replacement has the exact expectation", () => {
  const weights = [8, 4, 2, 1, 1];
  const urn = new Urn(weights);
  const uniform = uniformFrom(3n);
  const counts = equal(5).map(() => 0);
  for (let i = 0; i < 40_000; i++)
    for (const place of urn.drawSome(3, uniform)) counts[place] = (counts[place] ?? 0) + 1;
  const exact =
    expectedSlots(
      weights.map((weight) => ({ weight, count: 1 })),
      3,
    ) ?? [];
  for (const [i, slots] of exact.entries())
    expect(Math.abs((counts[i] ?? 0) / 40_000 - slots)).toBeLessThan(0.012);
  // One that is nearly all of the weight does not stop the others from being drawn.
  expect(new Set(new Urn([1e15, 1, 1]).drawSome(3, uniform)).size).toBe(3);
});

describe("what splitting a stake in ten gains among ten provers", () => {
  const whale = [9, ...equal(9)];
  test.each([
    ["equal stakes, k = 1", equal(10), 1, 1],
    ["equal stakes, k = 3", equal(10), 3, 1.1],
    ["equal stakes, k = 5", equal(10), 5, 1.23],
    ["half of all, k = 1", whale, 1, 1],
    ["half of all, k = 3", whale, 3, 1.68],
    ["half of all, k = 5", whale, 5, 2.56],
  ] as const)("%s", (_, weights, k, wanted) => {
    const gain = gainOfSplitting(weights, k, 0, 10, uniformFrom(1n));
    expect(gain.exact).toBe(true);
    expect(Math.abs(gain.factor - wanted)).toBeLessThan(0.01);
  });

  test("what is too large to enumerate is simulated, and says so", () => {
    const weights = Array.from({ length: 30 }, (_, i) => i + 1);
    const gain = gainOfSplitting(weights, 6, 29, 10, uniformFrom(1n));
    expect(gain.exact).toBe(false);
    expect(gain.factor).toBeGreaterThan(1.02);
  });
});
