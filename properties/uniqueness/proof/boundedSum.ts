/** Lemma: the terms of a bounded sum that is known. */
import { abs, gcd } from "../system/field.js";

/** cᵢ·xᵢ with xᵢ in an interval of hi − lo = width. */
export interface BoundedTerm {
  readonly wire: number;
  readonly coefficient: bigint;
  readonly width: bigint;
}

/**
 * Lemma. Let Σ cᵢ·xᵢ have the same value in both witnesses, over the integers. Then the wires returned have the same
 * value in both.
 *
 * Proof. dᵢ = xᵢ − xᵢ′ has |dᵢ| ≤ widthᵢ, and Σ cᵢ·dᵢ = 0.
 * (a) If |c₁| > Σ_{i>1} |cᵢ|·widthᵢ, then d₁ ≠ 0 would give |c₁·d₁| > |Σ_{i>1} cᵢ·dᵢ|; so d₁ = 0.
 * (b) With g = gcd of all cᵢ but c₁: g divides c₁·d₁, so that g / gcd(g, c₁) divides d₁; if that exceeds width₁, d₁ = 0.
 * A term with dᵢ = 0 is left out, and the rest is such a sum again.
 */
export function integerSum(terms: readonly BoundedTerm[]): number[] {
  const rest = terms.toSorted((x, y) => {
    const [a, b] = [abs(x.coefficient), abs(y.coefficient)];
    return a > b ? -1 : a < b ? 1 : 0;
  });
  const found: number[] = [];
  let weight = rest.reduce((sum, { coefficient, width }) => sum + abs(coefficient) * width, 0n);
  const take = (index: number): void => {
    const [term] = rest.splice(index, 1) as [BoundedTerm];
    weight -= abs(term.coefficient) * term.width;
    found.push(term.wire);
  };
  for (;;) {
    const top = rest[0];
    if (top === undefined) return found;
    if (abs(top.coefficient) > weight - abs(top.coefficient) * top.width) {
      take(0);
      continue;
    }
    const index = byDivisibility(rest);
    if (index < 0) return found;
    take(index);
  }
}

/** The index of a term to which (b) applies, or −1. */
function byDivisibility(terms: readonly BoundedTerm[]): number {
  // gcd of all but one, from the gcds of what is before and after it.
  const after: bigint[] = [0n];
  for (const { coefficient } of terms.toReversed()) after.unshift(gcd(after[0] as bigint, coefficient));
  let before = 0n;
  for (const [index, { coefficient, width }] of terms.entries()) {
    const others = gcd(before, after[index + 1] as bigint);
    if (others === 0n || others / gcd(others, coefficient) > width) return index;
    before = gcd(before, coefficient);
  }
  return -1;
}

/**
 * The same modulo p. Precondition, checked: Σ |cᵢ|·widthᵢ < p, so that Σ cᵢ·dᵢ, which is a multiple of p, is zero. For
 * the 254 bits of a number of a 254-bit field it fails: v and v + p have bits of their own.
 */
export function boundedSum(terms: readonly BoundedTerm[], prime: bigint): number[] {
  const weight = terms.reduce((sum, { coefficient, width }) => sum + abs(coefficient) * width, 0n);
  return weight < prime ? integerSum(terms) : [];
}
