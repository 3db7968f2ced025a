/** Square roots in Fq and Fq2 = Fq[u]/(u² + 1) for a prime q ≡ 3 mod 4, as on both curves. */
import { mod, powMod } from "../integers.js";
import type { Element } from "../engines/lem.js";

/** A root of `value` in [0, q), or null when it has none. */
export function squareRoot(value: bigint, q: bigint): bigint | null {
  const root = powMod(value, (q + 1n) / 4n, q);
  return (root * root) % q === value ? root : null;
}

/**
 * A root of a0 + a1·u in Fq2, or null. With the norm n = a0² + a1² = m², a root x0 + x1·u has
 * x0² = (a0 ± m)/2 and x1 = a1/(2·x0) (the "complex method"). Which of the two roots comes out is not defined.
 */
export function squareRoot2({ c0: a0, c1: a1 }: Element, q: bigint): Element | null {
  const m = squareRoot((a0 * a0 + a1 * a1) % q, q);
  if (m === null) return null;
  const half = (q + 1n) / 2n;
  for (const x0Squared of [mod((a0 + m) * half, q), mod((a0 - m) * half, q)]) {
    // One power gives both x0 and its inverse: s = x0Squared^((q−3)/4), x0 = s·x0Squared, 1/x0 = s where x0² fits.
    const s = powMod(x0Squared, (q - 3n) / 4n, q);
    const x0 = (s * x0Squared) % q;
    if ((x0 * x0) % q !== x0Squared) continue;
    if (x0 !== 0n) return { c0: x0, c1: (a1 * half * s) % q };
    // x0 = 0 where a1 = 0 and −a0 is a square: (x1·u)² = −x1².
    const x1 = squareRoot(mod(-a0, q), q);
    if (a1 === 0n && x1 !== null) return { c0: 0n, c1: x1 };
  }
  return null;
}
