/** Lemma: an equation modulo p between bounded wires is an equation between integers. */
import type { Domains } from "../solve/domains.js";
import { productInterval } from "../solve/equations.js";
import { multiples, type Slack } from "../solve/linear.js";
import { gcd, inverse } from "../system/field.js";
import { addScaled, centredPolynomial, wiresOfKey, type Polynomial } from "./polynomial.js";

/** Scales tried, so that coefficients such as 2⁻ⁿ become integers. */
const MAX_SCALES = 6;

/** The hull of a polynomial over the box of intervals, term by term; null where a wire is wide. */
function polynomialInterval(domains: Domains, polynomial: Polynomial, stride: number): Slack | null {
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

/** The polynomial itself, and scaled by the inverse of some of its coefficients. */
function* scalings(polynomial: Polynomial, prime: bigint): Generator<Polynomial> {
  yield centredPolynomial(polynomial, prime);
  const scales = new Set<bigint>();
  for (const coefficient of polynomial.values()) {
    if (scales.size >= MAX_SCALES) return;
    if (coefficient === 1n || scales.has(coefficient)) continue;
    scales.add(coefficient);
    const scaled: Polynomial = new Map();
    addScaled(scaled, polynomial, inverse(coefficient, prime), prime);
    yield centredPolynomial(scaled, prime);
  }
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
  for (const f of scalings(polynomial, prime)) {
    const hull = polynomialInterval(domains, f, stride);
    if (hull === null) return null;
    const { first, last } = multiples(hull, prime);
    if (first !== last) continue;
    const constant = (f.get(0) ?? 0n) - first * prime;
    if (constant === 0n) f.delete(0);
    else f.set(0, constant);
    return withoutContent(f);
  }
  return null;
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
