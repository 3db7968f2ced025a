/** Cases into which the solver divides what propagation alone does not decide. */
import { mod } from "../../../algebra/integers.js";
import { abs } from "../system/field.js";
import type { Form } from "../system/form.js";
import { randomBelow, type Random } from "../budget.js";
import { fixedValue, isFixedForm, type AnyEquation } from "./equations.js";
import { intervalOf, multiples } from "./linear.js";
import { openWires, rootsIn } from "./product.js";
import type { Propagator } from "./propagator.js";

/** Makes one case true; false where that contradicts at once. */
export type Case = (propagator: Propagator) => boolean;

export interface Split {
  readonly cases: readonly Case[];
  /** Whether every witness is in one of the cases. */
  readonly complete: boolean;
}

/** What guides the order of cases; never what they mean. */
export interface Guide {
  readonly random: Random;
  /** A value to try first. */
  hint(wire: number): bigint | null;
}

const MAX_MULTIPLES = 8n;
const SMALL_WIDTH = 3n;

const fix =
  (wire: number, value: bigint): Case =>
  (propagator) =>
    propagator.narrow(wire, value, value);

const isZero =
  (form: Form): Case =>
  (propagator) => {
    propagator.add({ kind: "linear", form });
    return true;
  };

/** Whether the bounded wires of a linear equation can make it wrap around p: only such are worth splitMultiples. */
export function canWrap({ domains, prime }: Propagator, equation: AnyEquation): boolean {
  if (equation.kind !== "linear") return false;
  let spread = 0n;
  equation.form.wires.forEach((wire, i) => {
    if (!domains.isWide(wire)) spread += abs(equation.form.coefficients[i] as bigint) * domains.width(wire);
  });
  return spread >= prime >> 2n;
}

/** Σ = kp for each k that the intervals allow, as an equation over the integers. */
export function splitMultiples(propagator: Propagator, equation: AnyEquation, guide: Guide): Split | null {
  if (equation.kind !== "linear") return null;
  const { form } = equation;
  if (form.wires.every((wire) => propagator.domains.isFixed(wire))) return null;
  const interval = intervalOf(propagator.domains, form);
  if (interval === null) return null;
  const { first, last } = multiples(interval, propagator.prime);
  if (last === first || last - first >= MAX_MULTIPLES) return null;
  const cases: Case[] = [];
  for (let k = first; k <= last; k++) {
    const exact: Form = { ...form, constant: form.constant - k * propagator.prime };
    cases.push((one) => {
      one.add({ kind: "polynomial", exact: true, products: [], form: exact });
      return true;
    });
  }
  return { cases: rotated(cases, guide.random), complete: true };
}

function rotated<T>(list: T[], random: Random): T[] {
  const at = Math.floor(random() * list.length);
  return [...list.slice(at), ...list.slice(0, at)];
}

/** Every value of a small interval, the hinted one first. */
export function splitSmall(propagator: Propagator, wire: number, guide: Guide): Split | null {
  const { domains, prime } = propagator;
  const width = domains.width(wire);
  if (width === 0n || width > SMALL_WIDTH) return null;
  const values: bigint[] = [];
  for (let value = domains.low(wire); value <= domains.high(wire); value++) values.push(value);
  const hint = guide.hint(wire);
  const ordered =
    hint === null
      ? rotated(values, guide.random)
      : values.toSorted((x, y) => Number(mod(y - hint, prime) === 0n) - Number(mod(x - hint, prime) === 0n));
  return { cases: ordered.map((value) => fix(wire, value)), complete: true };
}

/** The two roots of an equation that has one wire left. */
export function splitRoots(propagator: Propagator, equation: AnyEquation, guide: Guide): Split | null {
  if (equation.kind !== "product") return null;
  const [wire, ...others] = openWires(propagator.domains, equation);
  if (wire === undefined || others.length > 0) return null;
  const values = rootsIn(propagator.domains, equation, wire);
  if (values === null) return null;
  return { cases: rotated(values.map((value) => fix(wire, value)), guide.random), complete: true }; // prettier-ignore
}

/** a·b = 0: a = 0, or a ≠ 0 and so b = 0. K·b = c with K one wire: K = 0, or K ≠ 0. */
export function splitZero(propagator: Propagator, equation: AnyEquation, guide: Guide): Split | null {
  if (equation.kind !== "product") return null;
  const { domains, prime } = propagator;
  const { a, b, c } = equation;
  if (isFixedForm(domains, a) || isFixedForm(domains, b)) return null;
  if (!isFixedForm(domains, c) || mod(fixedValue(domains, c), prime) !== 0n) return null;
  if (propagator.isNonzero(a) || propagator.isNonzero(b)) return null;
  const cases: Case[] = [isZero(a), (one) => one.setNonzero(a) && isZero(b)(one)];
  return { cases: rotated(cases, guide.random), complete: true };
}

/** K = 0 or K ≠ 0 for a factor that is not fixed. */
export function splitFactor(propagator: Propagator, equation: AnyEquation, guide: Guide): Split | null {
  if (equation.kind !== "product") return null;
  for (const factor of [equation.a, equation.b]) {
    if (isFixedForm(propagator.domains, factor) || propagator.isNonzero(factor)) continue;
    const cases: Case[] = [(one) => one.setNonzero(factor), isZero(factor)];
    return { cases: rotated(cases, guide.random), complete: true };
  }
  return null;
}

/** Some values of a wire that has too many: not a complete division. */
export function guess(propagator: Propagator, wire: number, guide: Guide): Split {
  const { domains, prime } = propagator;
  const [low, high] = [domains.low(wire), domains.high(wire)];
  const hint = guide.hint(wire);
  const values = [
    ...(hint === null ? [] : [hint]),
    low <= 0n && high >= 0n ? 0n : low,
    low + randomBelow(guide.random, high - low + 1n),
    high,
  ];
  const distinct = [...new Set(values.map((value) => mod(value, prime)))];
  return { cases: distinct.map((value) => fix(wire, value)), complete: false };
}
