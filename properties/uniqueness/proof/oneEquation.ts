/** Lemmas that look at one equation. */
import { coefficientOf, combine, type Form } from "../system/form.js";
import type { Equation } from "../system/reduce.js";
import { boundedSum, type BoundedTerm } from "./boundedSum.js";
import type { LemmaName, View } from "./knowledge.js";

export interface Proved {
  readonly wires: readonly number[];
  readonly lemma: LemmaName;
}

const unknownOf = (view: View, form: Form): number[] => form.wires.filter((wire) => !view.isDetermined(wire));

/**
 * Lemma. The value of `form` is the same in both witnesses. If one wire in it is not determined, its term is a
 * difference of determined values, and its coefficient is a nonzero constant: it is determined. If more are, and all
 * have intervals, the lemma of bounded sums applies.
 */
function knownForm(view: View, form: Form): Proved | null {
  const unknown = unknownOf(view, form);
  if (unknown.length === 0) return null;
  if (unknown.length === 1) return { wires: unknown, lemma: "one unknown in a linear equation" };
  const terms: BoundedTerm[] = [];
  for (const wire of unknown) {
    const width = view.width(wire);
    if (width === null) return null;
    terms.push({ wire, coefficient: coefficientOf(form, wire), width });
  }
  const wires = boundedSum(terms, view.prime);
  return wires.length > 0 ? { wires, lemma: "bounded sum" } : null;
}

/**
 * Lemma. a·b = c where all of a is determined.
 * (a) b has no unknown: c has a known value.
 * (b) a is zero in every witness: c is zero.
 * (c) a is zero in none, and c has no unknown: b has the value c/a in both witnesses.
 * (d) One unknown x in all, with b = β·x + … and c = γ·x + …: (a·β − γ)·x is known, so that x is determined where the
 *     form a·β − γ is zero in no witness.
 */
function knownFactor(view: View, a: Form, b: Form, c: Form): Proved | null {
  const [inB, inC] = [unknownOf(view, b), unknownOf(view, c)];
  if (inB.length === 0 || view.isZero(a)) return knownForm(view, c);
  if (inC.length === 0 && view.isNonzero(a)) {
    const proved = knownForm(view, b);
    return proved?.lemma === "bounded sum" ? proved : proved && { ...proved, lemma: "one unknown with a nonzero factor" }; // prettier-ignore
  }
  const [x] = inB;
  if (x === undefined || inB.length > 1 || inC.some((wire) => wire !== x)) return null;
  const [beta, gamma] = [coefficientOf(b, x), coefficientOf(c, x)];
  const slope = combine([[beta, a]], view.prime);
  const shifted = { ...slope, constant: slope.constant - gamma };
  return view.isNonzero(shifted) ? { wires: [x], lemma: "one unknown with a nonzero factor" } : null;
}

/** What one equation proves, given what is known; null for nothing. */
export function proveByEquation(view: View, equation: Equation): Proved | null {
  if (equation.kind === "linear") return knownForm(view, equation.form);
  const { a, b, c } = equation;
  if (unknownOf(view, a).length === 0) {
    const proved = knownFactor(view, a, b, c);
    if (proved !== null) return proved;
  }
  if (unknownOf(view, b).length === 0) return knownFactor(view, b, a, c);
  return null;
}
