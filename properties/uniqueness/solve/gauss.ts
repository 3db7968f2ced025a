/** Linear equations together: what several of them fix that none fixes alone. */
import { centred, inverse } from "../system/field.js";
import { coefficientOf, combine, type Form } from "../system/form.js";
import { fixedValue, isFixedForm, partly, scaledLess } from "./equations.js";
import type { LinearTerms } from "./linear.js";
import type { Propagator } from "./propagator.js";

/** Larger systems are left alone. */
const MAX_ROWS = 160;

/**
 * What is left of the equations that are linear in their open wires: with a wide one, or with so many bounded ones that
 * have more than two values. Sums of bits are left out: they share no wire, and intervals say all about them.
 */
export function openRows(propagator: Propagator, bounded = Infinity): Form[] {
  const { domains, prime } = propagator;
  const rows: Form[] = [];
  const keep = (terms: LinearTerms): void => {
    const wires: number[] = [];
    const coefficients: bigint[] = [];
    let { constant } = terms;
    terms.wires.forEach((wire, i) => {
      const coefficient = terms.coefficients[i] as bigint;
      if (domains.isFixed(wire)) constant += coefficient * domains.low(wire);
      else {
        wires.push(wire);
        coefficients.push(coefficient);
      }
    });
    const many = (): boolean => wires.filter((wire) => domains.width(wire) > 1n).length >= bounded;
    if (wires.length < 2 || (!wires.some((wire) => domains.isWide(wire)) && !many())) return;
    rows.push(combine([[1n, { wires, coefficients, constant }]], prime));
  };
  for (const equation of propagator.equations) {
    if (equation.kind === "linear") keep(equation.form);
    else if (equation.kind === "polynomial") {
      const rest = partly(domains, equation);
      if (rest !== null && rest.slack.lo === 0n && rest.slack.hi === 0n) keep(rest.terms);
    } else if (isFixedForm(domains, equation.a)) {
      keep(scaledLess(fixedValue(domains, equation.a), equation.b, equation.c, prime));
    } else if (isFixedForm(domains, equation.b)) {
      keep(scaledLess(fixedValue(domains, equation.b), equation.a, equation.c, prime));
    }
    if (rows.length > MAX_ROWS) break;
  }
  return rows;
}

/**
 * Gauss and Jordan over the field: each wire of a pivot is left in its own row only. Rows that vanish are dropped; a
 * row without wires and with a constant is a contradiction, and returned alone.
 * @param isPivot wires to eliminate; rows in which none is left come last
 */
export function eliminate(
  rows: readonly Form[],
  prime: bigint,
  isPivot: (wire: number) => boolean = () => true,
): Form[] {
  const rest: Form[] = [];
  const done: { pivot: number; row: Form }[] = [];
  for (const given of rows) {
    let row = given;
    for (const { pivot, row: other } of done) {
      const coefficient = coefficientOf(row, pivot);
      if (coefficient !== 0n) row = combine([[1n, row], [-coefficient, other]], prime); // prettier-ignore
    }
    const at = row.wires.findIndex(isPivot);
    const pivot = row.wires[at];
    if (pivot === undefined) {
      if (row.wires.length > 0) rest.push(row);
      else if (row.constant !== 0n) return [row];
      continue;
    }
    row = combine([[inverse(row.coefficients[at] as bigint, prime), row]], prime);
    for (const [i, { pivot: earlier, row: other }] of done.entries()) {
      const coefficient = coefficientOf(other, pivot);
      if (coefficient !== 0n) done[i] = { pivot: earlier, row: combine([[1n, other], [-coefficient, row]], prime) }; // prettier-ignore
    }
    done.push({ pivot, row });
  }
  return [...done.map(({ row }) => row), ...rest];
}

/** A row that ends with one wire fixes it. False on a contradiction. */
export function solveLinear(propagator: Propagator): boolean {
  const { domains, prime } = propagator;
  for (let progress = true; progress;) {
    progress = false;
    const rows = openRows(propagator);
    if (rows.length < 2 || rows.length > MAX_ROWS) return true;
    for (const { wires, coefficients, constant } of eliminate(rows, prime)) {
      const wire = wires[0];
      if (wire === undefined) return false;
      if (wires.length > 1 || domains.isFixed(wire)) continue;
      const value = centred(-constant * inverse(coefficients[0] as bigint, prime), prime);
      if (!propagator.narrow(wire, value, value)) return false;
      progress = true;
    }
    if (progress && !propagator.propagate()) return false;
  }
  return true;
}
