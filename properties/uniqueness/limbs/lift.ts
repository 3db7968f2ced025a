/** Lemma: an equation modulo p between bounded wires is an equation between integers. */
import type { Domains } from "../solve/domains.js";
import { productInterval } from "../solve/equations.js";
import { multiples, type Slack } from "../solve/linear.js";
import { abs, gcd, inverse } from "../system/field.js";
import { addScaled, centredPolynomial, wiresOfKey, type Polynomial } from "./polynomial.js";

/** Scales tried, so that coefficients such as 2⁻ⁿ become integers. */
const MAX_SCALES = 6;

/** The hull of a polynomial over the box of intervals, term by term; null where a wire is wide. */
export function polynomialInterval(domains: Domains, polynomial: Polynomial, stride: number): Slack | null {
  let [lo, hi] = [0n, 0n];
  for (const [key, coefficient] of polynomial) {
    let hull: Slack = { lo: 1n, hi: 1n };
    for (const wire of wiresOfKey(key, stride)) {
      if (domains.isWide(wire)) return null;
      hull = productInterval(hull, { lo: domains.low(wire), hi: domains.high(wire) });
    }
    const ends = [coefficient * hull.lo, coefficient * hull.hi] as const;
    lo += coefficient > 0n ? ends[0] : ends[1];
    hi += coefficient > 0n ? ends[1] : ends[0];
  }
  return { lo, hi };
}

/** Scaled by the inverse of one of its coefficients, where that makes the largest coefficient smaller. */
export function withSmallIntegers(polynomial: Polynomial, prime: bigint): Polynomial {
  const largest = (of: Polynomial): bigint => [...of.values()].reduce((max, value) => (abs(value) > max ? abs(value) : max), 0n); // prettier-ignore
  let best = centredPolynomial(polynomial, prime);
  let bestSize = largest(best);
  const scales = new Set<bigint>();
  for (const coefficient of polynomial.values()) {
    scales.add(coefficient);
    if (scales.size >= MAX_SCALES) break;
  }
  for (const scale of scales) {
    if (bestSize * bestSize < prime) break;
    const scaled: Polynomial = new Map();
    addScaled(scaled, polynomial, inverse(scale, prime), prime);
    const candidate = centredPolynomial(scaled, prime);
    const size = largest(candidate);
    if (size < bestSize) [best, bestSize] = [candidate, size];
  }
  return best;
}

/**
 * Lemma. Let f be a polynomial with integer coefficients in wires that all have intervals shorter than p/2, and f ≡ 0
 * (mod p). If the hull of f over these intervals holds one multiple k·p only, then f = k·p over the integers, for the
 * representatives in the intervals.
 *
 * Proof. f of the representatives is an integer in the hull and a multiple of p.
 * @returns f − k·p, or null where a precondition fails
 */
export function lift(domains: Domains, polynomial: Polynomial, stride: number): Polynomial | null {
  const { prime } = domains;
  const f = withSmallIntegers(polynomial, prime);
  const hull = polynomialInterval(domains, f, stride);
  if (hull === null) return null;
  const { first, last } = multiples(hull, prime);
  if (first !== last) return null;
  const exact = new Map(f);
  const constant = (exact.get(0) ?? 0n) - first * prime;
  if (constant === 0n) exact.delete(0);
  else exact.set(0, constant);
  return withoutContent(exact);
}

/** f/g = 0 for the greatest common divisor g of all coefficients: the same over the integers. */
function withoutContent(f: Polynomial): Polynomial {
  let content = 0n;
  for (const coefficient of f.values()) {
    content = gcd(content, coefficient);
    if (content === 1n) return f;
  }
  return new Map([...f].map(([key, coefficient]) => [key, coefficient / content]));
}
