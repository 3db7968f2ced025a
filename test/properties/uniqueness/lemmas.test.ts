/** Each lemma proves what it is for, and refuses when one of its preconditions is broken. */
import { describe, expect, test } from "vitest";
import { proveUnique, seconds } from "../../../properties/uniqueness/index.js";
import { boundedSum, integerSum } from "../../../properties/uniqueness/proof/boundedSum.js";
import { systemOf, type Triple } from "./tiny.js";

const P = 97n;
const one = [[0, 1]] as const;
const bit = (wire: number): Triple => [[[wire, 1]], [[wire, 1], [0, -1]], []]; // prettier-ignore

/** Whether wire 1 is proven to be determined by wire 2. */
function isProven(constraints: readonly Triple[], wires = 8, prime = P): boolean {
  const system = systemOf({ prime, wires, inputs: [2], outputs: [1], constraints });
  const { proven, vacuous, pair } = proveUnique(system, seconds(2));
  expect(vacuous).toBe(false);
  // What is not proven here has a second witness, or too many cases: never both.
  expect(proven && pair !== null).toBe(false);
  return proven;
}

describe("bounded sums", () => {
  const bits = (weights: readonly bigint[], width = 1n) =>
    weights.map((coefficient, wire) => ({ wire, coefficient, width }));

  test("bits are determined", () => {
    expect(boundedSum(bits([1n, 2n, 4n, 8n]), P).sort()).toEqual([0, 1, 2, 3]);
    expect(boundedSum(bits([-8n, 4n, -2n, 1n]), P).sort()).toEqual([0, 1, 2, 3]);
  });

  test("not where the sum can wrap around the prime", () => {
    // Σ 2^i for i < 7 is 127 ≥ 97: 0 and 97 have bits of their own.
    expect(boundedSum(bits([1n, 2n, 4n, 8n, 16n, 32n, 64n]), P)).toEqual([]);
    // One less than the prime is the last that is allowed: 96 = 2·(1 + 3·(1 + 3·(1 + …))).
    expect(boundedSum(bits([1n, 3n, 9n, 27n], 2n), P).length).toBe(4);
    expect(boundedSum(bits([1n, 3n, 9n, 27n], 3n), P)).toEqual([]);
  });

  test("not where a weight is not above the sum of those below it", () => {
    expect(integerSum(bits([1n, 2n, 3n]))).toEqual([]);
    expect(integerSum(bits([1n, 2n], 2n))).toEqual([]);
    expect(integerSum(bits([1n, 1n]))).toEqual([]);
  });

  test("a term that all others are multiples beside is determined alone", () => {
    const terms = [
      { wire: 1, coefficient: 1n, width: 7n },
      { wire: 2, coefficient: 8n, width: 100n },
      { wire: 3, coefficient: 24n, width: 100n },
    ];
    expect(integerSum(terms)).toEqual([1]);
    expect(integerSum(terms.map((term) => (term.wire === 1 ? { ...term, width: 8n } : term)))).toEqual([]);
  });
});

describe("one equation", () => {
  test("a nonzero constant coefficient", () => {
    expect(isProven([[[[1, 5], [2, 3]], one, []]])).toBe(true); // prettier-ignore
    expect(isProven([[[[2, 3]], one, []]])).toBe(false);
  });

  test("a factor needs to be nonzero in every witness", () => {
    // w1·w2 = 1 makes w2 nonzero; w1·w2 = w3 with w3 = w2 does not.
    expect(isProven([[[[1, 1]], [[2, 1]], one]])).toBe(true);
    expect(isProven([[[[1, 1]], [[2, 1]], [[2, 1]]]])).toBe(false); // prettier-ignore
    // (w2 + 1)·w1 = 5·(w2 + 1): with w2 a bit the factor is 1 or 2; else it may be zero.
    const factor: Triple = [[[2, 1], [0, 1]], [[1, 1]], [[2, 5], [0, 5]]]; // prettier-ignore
    expect(isProven([bit(2), factor])).toBe(true);
    expect(isProven([factor])).toBe(false);
  });

  test("a square has two roots", () => {
    expect(isProven([[[[1, 1]], [[1, 1]], [[2, 1]]]])).toBe(false); // prettier-ignore
  });
});

describe("bits in a system", () => {
  const sum = (weights: readonly number[]): Triple => [weights.map((weight, i) => [i === 0 ? 1 : i + 2, weight] as const), one, [[2, 1]]]; // prettier-ignore

  test("three bits", () => {
    expect(isProven([bit(1), bit(3), bit(4), sum([1, 2, 4])])).toBe(true);
  });

  test("one of them is no bit", () => {
    expect(isProven([bit(1), bit(3), sum([1, 2, 4])])).toBe(false);
  });

  test("too many for the prime", () => {
    const seven = [1, 3, 4, 5, 6, 7, 8].map(bit);
    expect(isProven([...seven, sum([1, 2, 4, 8, 16, 32, 64])], 9)).toBe(false);
    expect(isProven([...seven, sum([1, 2, 4, 8, 16, 32, 64])], 9, 131n)).toBe(true);
  });
});

describe("cases of a known form", () => {
  const first: Triple = [[[2, 1]], [[3, 1]], [[0, 1], [1, -1]]]; // prettier-ignore
  const second: Triple = [[[2, 1]], [[1, 1]], []];

  test("IsZero", () => {
    expect(isProven([first, second])).toBe(true);
  });

  test("IsZero with one of its two constraints", () => {
    expect(isProven([first])).toBe(false);
    expect(isProven([second])).toBe(false);
  });

  test("a factor that is another one", () => {
    expect(isProven([first, [[[2, 1], [0, 1]], [[1, 1]], []]])).toBe(false); // prettier-ignore
  });

  const selectors = [1, 3, 4].map((wire, i): Triple => [[[wire, 1]], [[2, 1], [0, -i]], []]); // prettier-ignore
  const total: Triple = [[[1, 1], [3, 1], [4, 1]], one, one]; // prettier-ignore

  test("one-hot", () => {
    expect(isProven([...selectors, total])).toBe(true);
  });

  test("one-hot without its sum, or with a sum that is any bit", () => {
    expect(isProven(selectors)).toBe(false);
    expect(isProven([...selectors, [[[1, 1], [3, 1], [4, 1]], one, [[5, 1]]], bit(5)])).toBe(false); // prettier-ignore
  });

  test("one-hot with two selectors of one index", () => {
    const [zero, , two] = selectors as [Triple, Triple, Triple];
    expect(isProven([zero, [[[3, 1]], [[2, 1]], []], two, total])).toBe(false);
  });
});

describe("linear elimination", () => {
  test("two equations in two unknowns", () => {
    const sum: Triple = [[[1, 1], [3, 1]], one, [[2, 1]]]; // prettier-ignore
    expect(isProven([sum, [[[1, 1], [3, 2], [4, 0]], one, [[2, 3]]]])).toBe(true); // prettier-ignore
    expect(isProven([sum, [[[1, 2], [3, 2]], one, [[2, 2]]]])).toBe(false); // prettier-ignore
  });
});

describe("refutation of two witnesses", () => {
  test("a disjunction of bits that no single equation decides", () => {
    // w3 + w4 = w2 with bits, and w1 = w3·w4: w2 = 1 leaves w3 open, and w1 is 0 all the same.
    const sum: Triple = [[[3, 1], [4, 1]], one, [[2, 1]]]; // prettier-ignore
    const product: Triple = [[[3, 1]], [[4, 1]], [[1, 1]]];
    expect(isProven([bit(3), bit(4), sum, product])).toBe(true);
    expect(isProven([bit(3), sum, product])).toBe(false);
  });
});
