/** Equations as the solver propagates them: those of the system, and polynomial ones that were derived from them. */
import { combine, type Form } from "../system/form.js";
import { wiresOf, type Equation } from "../system/reduce.js";
import type { Domains } from "./domains.js";
import type { LinearTerms, Slack } from "./linear.js";

/** coefficient · x · y */
export interface Product {
  readonly x: number;
  readonly y: number;
  readonly coefficient: bigint;
}

/** Σ products + form = 0, modulo p, or over the integers (of the representatives that the domains hold). */
export interface PolynomialEquation {
  readonly kind: "polynomial";
  readonly exact: boolean;
  readonly products: readonly Product[];
  readonly form: Form;
}

export type AnyEquation = Equation | PolynomialEquation;

export function wiresOfAny(equation: AnyEquation): readonly number[] {
  if (equation.kind !== "polynomial") return wiresOf(equation);
  const wires = new Set(equation.form.wires);
  for (const { x, y } of equation.products) wires.add(x).add(y);
  return [...wires];
}

export function isFixedForm(domains: Domains, form: LinearTerms): boolean {
  return form.wires.every((wire) => domains.isFixed(wire));
}

/** The integer value of a form whose wires are fixed, from their representatives. */
export function fixedValue(domains: Domains, { wires, coefficients, constant }: LinearTerms): bigint {
  let sum = constant;
  for (let i = 0; i < wires.length; i++) sum += (coefficients[i] as bigint) * domains.low(wires[i] as number);
  return sum;
}

/** The hull of the products of two intervals. */
export function productInterval(x: Slack, y: Slack): Slack {
  const corners = [x.lo * y.lo, x.lo * y.hi, x.hi * y.lo, x.hi * y.hi];
  let [lo, hi] = [corners[0] as bigint, corners[0] as bigint];
  for (const corner of corners) {
    if (corner < lo) lo = corner;
    if (corner > hi) hi = corner;
  }
  return { lo, hi };
}

/** A polynomial equation with its fixed wires put in: a linear form, and the hull of the products still open. */
export function partly(
  domains: Domains,
  equation: PolynomialEquation,
): { terms: LinearTerms; slack: Slack } | null {
  const terms = new Map<number, bigint>();
  equation.form.wires.forEach((wire, i) => terms.set(wire, equation.form.coefficients[i] as bigint));
  let { constant } = equation.form;
  let [lo, hi] = [0n, 0n];
  for (const { x, y, coefficient } of equation.products) {
    const [xFixed, yFixed] = [domains.isFixed(x), domains.isFixed(y)];
    if (xFixed && yFixed) constant += coefficient * domains.low(x) * domains.low(y);
    else if (xFixed) terms.set(y, (terms.get(y) ?? 0n) + coefficient * domains.low(x));
    else if (yFixed) terms.set(x, (terms.get(x) ?? 0n) + coefficient * domains.low(y));
    else {
      if (domains.isWide(x) || domains.isWide(y)) return null;
      const hull = productInterval(
        { lo: domains.low(x), hi: domains.high(x) },
        { lo: domains.low(y), hi: domains.high(y) },
      );
      lo += coefficient * (coefficient > 0n ? hull.lo : hull.hi);
      hi += coefficient * (coefficient > 0n ? hull.hi : hull.lo);
    }
  }
  const wires: number[] = [];
  const coefficients: bigint[] = [];
  for (const [wire, coefficient] of terms) {
    if (coefficient === 0n) continue;
    wires.push(wire);
    coefficients.push(coefficient);
  }
  return { terms: { wires, coefficients, constant }, slack: { lo, hi } };
}

/** value · form − other, where a product's one factor is fixed. */
export const scaledLess = (value: bigint, form: Form, other: Form, prime: bigint): Form =>
  combine(
    [
      [value, form],
      [-1n, other],
    ],
    prime,
  );
