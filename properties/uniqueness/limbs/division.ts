/** Lemma: quotient and remainder of an integer identity are unique. */
import { gcd } from "../system/field.js";
import { integerSum } from "../proof/boundedSum.js";
import { wiresOfKey, type Polynomial } from "./polynomial.js";

/** Σ coefficientᵢ·wireᵢ over the integers. */
export type IntegerForm = ReadonlyMap<number, bigint>;

/** K + P·Q + R = 0: K of determined wires, P a form in determined wires, Q and R forms in the others. */
export interface Division {
  /** Without common divisor, its first coefficient positive. Key 0 is a constant term. */
  readonly divisor: IntegerForm;
  readonly quotient: IntegerForm;
  readonly remainder: IntegerForm;
}

export interface DivisionFacts {
  isDetermined(wire: number): boolean;
  low(wire: number): bigint;
  high(wire: number): bigint;
  /** Whether remainder < divisor in every witness, both with the values that the intervals give. */
  isLess(remainder: IntegerForm, divisor: IntegerForm): boolean;
}

/** Divides out the common divisor and the sign: form = factor · primitive. */
function primitive(form: IntegerForm): { key: string; factor: bigint; primitive: IntegerForm } {
  const terms = [...form].sort(([a], [b]) => a - b);
  let factor = terms.reduce((common, [, value]) => gcd(common, value), 0n);
  if ((terms[0]?.[1] ?? 0n) < 0n) factor = -factor;
  const reduced = terms.map(([wire, value]) => [wire, value / factor] as const);
  return {
    key: reduced.map(([wire, value]) => `${wire}:${value}`).join(" "),
    factor,
    primitive: new Map(reduced),
  };
}

/** Sorts the terms of an identity; null where it has not this shape. */
export function asDivision(
  identity: Polynomial,
  stride: number,
  isDetermined: (wire: number) => boolean,
): Division | null {
  const coefficients = new Map<number, Map<number, bigint>>();
  for (const [key, coefficient] of identity) {
    const wires = wiresOfKey(key, stride);
    const unknown = wires.filter((wire) => !isDetermined(wire));
    const [wire] = unknown;
    if (wire === undefined) continue;
    if (unknown.length > 1) return null;
    const known = wires.find((one) => one !== wire) ?? 0;
    const own = coefficients.get(wire) ?? new Map<number, bigint>();
    coefficients.set(wire, own.set(known, (own.get(known) ?? 0n) + coefficient));
  }
  const remainder = new Map<number, bigint>();
  const quotient = new Map<number, bigint>();
  let divisor: { key: string; primitive: IntegerForm } | null = null;
  for (const [wire, own] of coefficients) {
    if (own.size === 1 && own.has(0)) {
      remainder.set(wire, own.get(0) ?? 0n);
      continue;
    }
    const form = primitive(own);
    divisor ??= form;
    if (form.key !== divisor.key) return null;
    quotient.set(wire, form.factor);
  }
  if (divisor === null) return { divisor: new Map(), quotient, remainder };
  // The sign in which the remainder's first coefficient is positive; −P·Q is as good as P·Q.
  const first = remainder.values().next().value ?? 1n;
  const sign = first < 0n ? -1n : 1n;
  return {
    divisor: divisor.primitive,
    quotient: new Map([...quotient].map(([wire, value]) => [wire, sign * value])),
    remainder: new Map([...remainder].map(([wire, value]) => [wire, sign * value])),
  };
}

const sumOf = (form: IntegerForm, { low, high }: DivisionFacts): { lo: bigint; hi: bigint } => {
  let [lo, hi] = [0n, 0n];
  for (const [wire, value] of form) {
    const [from, to] = wire === 0 ? [1n, 1n] : [low(wire), high(wire)];
    lo += value * (value > 0n ? from : to);
    hi += value * (value > 0n ? to : from);
  }
  return { lo, hi };
};

const termsOf = (form: IntegerForm, { low, high }: DivisionFacts) =>
  [...form].map(([wire, coefficient]) => ({ wire, coefficient, width: high(wire) - low(wire) }));

/**
 * Lemma. Let K + P·Q + R = 0 over the integers in every witness, K and P determined.
 * (a) Without P: R is known, and the lemma of bounded sums applies to it.
 * (b) If 0 ≤ R < P in every witness, Q and R are determined (Euclid), and the lemma of bounded sums applies to each.
 * (c) The same if P > hi(R) − lo(R) in every witness.
 *
 * Proof of (b), (c). For two witnesses P·dQ + dR = 0 with |dR| < P: in (b) as both R and R′ are in [0, P), in (c) by the
 * interval. |dQ|·P = |dR| < P, so that dQ = 0 and dR = 0. P > 0 follows from 0 ≤ R < P, or from its interval. ∎
 * @returns wires that are determined by it
 */
export function proveByDivision(division: Division, facts: DivisionFacts): number[] {
  const { divisor, quotient, remainder } = division;
  const known = integerSum(termsOf(remainder, facts));
  if (quotient.size === 0) return known;
  const r = sumOf(remainder, facts);
  const p = sumOf(divisor, facts);
  const isBounded = p.lo > r.hi - r.lo || (r.lo >= 0n && facts.isLess(remainder, divisor));
  if (!isBounded) return [];
  return [...known, ...integerSum(termsOf(quotient, facts))];
}
