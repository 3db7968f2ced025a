/** Hostile products do what they say: the identity holds where one check is absent, and the remainder is a wrong one. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mod } from "../../../algebra/integers.js";
import { convolution } from "../../../properties/rsa/carries.js";
import { hostileProducts, vanishing, type Gap } from "../../../properties/rsa/hostileProducts.js";
import { fromLimbs, inRange, power, toLimbs } from "../../../properties/rsa/limbs.js";
import { anyOperands, knownPrimes } from "../../../properties/rsa/operands.js";

const PRIME = 21888242871839275222246405745257275088548364400416034343698204186575808495617n;
const gaps: readonly Gap[] = [
  "remainder not reduced",
  "limbs of the remainder not in range",
  "limbs of the quotient not in range",
  "carries not in range",
  "identity at too few points",
];
const shapes = [
  { n: 64, k: 4 },
  { n: 121, k: 3 },
  { n: 16, k: 3 },
  { n: 8, k: 2 },
];

describe.for(gaps)("%s", (gap) => {
  it.for(shapes)("limbs of $n bits, $k of them", (shape) => {
    const { n } = shape;
    let seen = 0;
    fc.assert(
      fc.property(anyOperands(shape), (operands) => {
        const { a, b, p } = operands;
        const [product, modulus] = [fromLimbs(a, n) * fromLimbs(b, n), fromLimbs(p, n)];
        for (const { q, r, t, carries } of hostileProducts(gap, operands, shape, PRIME)) {
          seen++;
          // t_i + c_(i−1) = c_i·2^n in the field, and the last sum is zero.
          for (const [i, coefficient] of t.entries()) {
            const sum = coefficient + (carries[i - 1] ?? 0n) - (carries[i] ?? 0n) * power(n);
            expect(mod(sum, PRIME)).toBe(0n);
          }
          const right = modulus === 0n ? null : toLimbs(product % modulus, shape);
          expect(r).not.toEqual(right);
          if (gap === "remainder not reduced" && inRange(q, n) && inRange(r, n))
            expect(modulus * fromLimbs(q, n) + fromLimbs(r, n)).toBe(product);
        }
      }),
      { numRuns: 60 },
    );
    const isTooSmall = gap === "carries not in range" && 2 * n * shape.k < 254;
    expect(seen > 0).toBe(!isTooSmall);
  });
});

it("a vanishing polynomial is zero at every point but one of 2k − 1", () => {
  for (const k of [2, 3, 5]) {
    const points = Array.from({ length: 2 * k - 1 }, (_, x) => BigInt(x));
    const missed = [...vanishing({ n: 8, k })].map((z) =>
      points.filter((x) => z.reduceRight((value, coefficient) => value * x + coefficient, 0n) !== 0n),
    );
    expect(missed.every((one) => one.length === 1)).toBe(true);
    expect(new Set(missed.flat())).toEqual(new Set(points));
  }
});

it("the primes that moduli are made of are primes", () => {
  // Fermat's test, to three bases; 21888… is BN254's scalar field.
  const power3 = (base: bigint, exponent: bigint, modulus: bigint): bigint => {
    let [result, square] = [1n, base % modulus];
    for (let rest = exponent; rest > 0n; rest >>= 1n) {
      if (rest & 1n) result = (result * square) % modulus;
      square = (square * square) % modulus;
    }
    return result;
  };
  for (const prime of knownPrimes) {
    for (const base of [2n, 3n, 65537n])
      expect([0n, 1n]).toContain(base % prime === 0n ? 0n : power3(base, prime - 1n, prime));
  }
});

it("convolution at 2^n is the product", () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt(), { minLength: 1 }), fc.array(fc.bigInt(), { minLength: 1 }), (a, b) => {
      expect(fromLimbs(convolution(a, b), 7)).toBe(fromLimbs(a, 7) * fromLimbs(b, 7));
    }),
  );
});
