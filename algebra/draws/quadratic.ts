/** Arithmetic of Fq2 = Fq[u]/(u² + 1) on integers, for single elements; Fq is the elements with c1 = 0. */
import { mod } from "../integers.js";
import type { Element } from "../engines/lem.js";

/** (a0 + a1·u)(b0 + b1·u) = (a0·b0 − a1·b1) + (a0·b1 + a1·b0)·u */
export function multiply(a: Element, b: Element, q: bigint): Element {
  return { c0: mod(a.c0 * b.c0 - a.c1 * b.c1, q), c1: (a.c0 * b.c1 + a.c1 * b.c0) % q };
}

/** aᵏ for k ≥ 0 */
export function power(a: Element, k: bigint, q: bigint): Element {
  let result: Element = { c0: 1n, c1: 0n };
  for (const bit of k.toString(2)) {
    result = multiply(result, result, q);
    if (bit === "1") result = multiply(result, a, q);
  }
  return result;
}

/** The Frobenius map a^q = a0 − a1·u. */
export function conjugate(a: Element, q: bigint): Element {
  return { c0: a.c0, c1: a.c1 === 0n ? 0n : q - a.c1 };
}

export function negate(a: Element, q: bigint): Element {
  return { c0: a.c0 === 0n ? 0n : q - a.c0, c1: a.c1 === 0n ? 0n : q - a.c1 };
}

/** x³ + b */
export function cubePlus(x: Element, b: Element, q: bigint): Element {
  const cube = multiply(multiply(x, x, q), x, q);
  return { c0: (cube.c0 + b.c0) % q, c1: (cube.c1 + b.c1) % q };
}
