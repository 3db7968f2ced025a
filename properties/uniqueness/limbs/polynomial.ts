/** Polynomials of degree at most two in wires, over the integers or modulo a prime. */
import { mod } from "../../../algebra/integers.js";
import { centred } from "../system/field.js";

/**
 * Monomial → coefficient. A monomial is a number: 0 for the constant, a wire for itself, and x·stride + y with x ≤ y for a
 * product of two wires, where `stride` is above every wire.
 */
export type Polynomial = Map<number, bigint>;

function productKey(x: number, y: number, stride: number): number {
  return x < y ? x * stride + y : y * stride + x;
}

/** The wires of a monomial: none, one or two. */
export function wiresOfKey(key: number, stride: number): readonly number[] {
  if (key === 0) return [];
  return key < stride ? [key] : [Math.floor(key / stride), key % stride];
}

/** into += scale · polynomial, modulo p; coefficients that vanish are left out. */
export function addScaled(into: Polynomial, polynomial: Polynomial, scale: bigint, prime: bigint): void {
  for (const [key, coefficient] of polynomial) {
    const sum = mod((into.get(key) ?? 0n) + scale * coefficient, prime);
    if (sum === 0n) into.delete(key);
    else into.set(key, sum);
  }
}

/** into += scale · polynomial over the integers. */
export function addExactly(into: Polynomial, polynomial: Polynomial, scale: bigint): void {
  for (const [key, coefficient] of polynomial) {
    const sum = (into.get(key) ?? 0n) + scale * coefficient;
    if (sum === 0n) into.delete(key);
    else into.set(key, sum);
  }
}

export function degree(polynomial: Polynomial, stride: number): number {
  let highest = 0;
  for (const key of polynomial.keys()) highest = Math.max(highest, key === 0 ? 0 : key < stride ? 1 : 2);
  return highest;
}

/** x·y of two polynomials of degree at most one, modulo p. */
export function multiply(x: Polynomial, y: Polynomial, stride: number, prime: bigint): Polynomial {
  const product: Polynomial = new Map();
  for (const [i, a] of x) {
    for (const [j, b] of y) {
      const key = i === 0 ? j : j === 0 ? i : productKey(i, j, stride);
      product.set(key, (product.get(key) ?? 0n) + a * b);
    }
  }
  const reduced: Polynomial = new Map();
  addScaled(reduced, product, 1n, prime);
  return reduced;
}

/** The same polynomial with coefficients in (−p/2, p/2). */
export function centredPolynomial(polynomial: Polynomial, prime: bigint): Polynomial {
  return new Map([...polynomial].map(([key, coefficient]) => [key, centred(coefficient, prime)]));
}
