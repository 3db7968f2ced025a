/** Lemma: one limb array is less than another. */
import { Propagator } from "../solve/propagator.js";
import type { Domains } from "../solve/domains.js";
import { abs } from "../system/field.js";
import { coefficientOf, combine, type Form } from "../system/form.js";
import { reduceEquations, type Equation, type Reduced } from "../system/reduce.js";
import type { IntegerForm } from "./division.js";

/** A limb of each array with their common weight. */
interface Pair {
  readonly r: number;
  readonly p: number;
  readonly weight: bigint;
}

/** Limbs of equal weight; null where the forms do not match limb by limb or have negative weights. */
function pairLimbs(remainder: IntegerForm, divisor: IntegerForm): Pair[] | null {
  if (remainder.size !== divisor.size || divisor.has(0)) return null;
  const byWeight = new Map([...divisor].map(([wire, weight]) => [weight, wire] as const));
  const pairs: Pair[] = [];
  for (const [r, weight] of remainder) {
    const p = byWeight.get(weight);
    if (p === undefined || weight <= 0n) return null;
    byWeight.delete(weight);
    pairs.push({ r, p, weight });
  }
  return pairs.sort((x, y) => (x.weight < y.weight ? -1 : 1));
}

/** Each weight exceeds what all lower differences can sum to. */
function isSuperIncreasing(pairs: readonly Pair[], domains: Domains): boolean {
  let below = 0n;
  for (const { r, p, weight } of pairs) {
    if (domains.isWide(r) || domains.isWide(p)) return false;
    if (weight <= below) return false;
    const most = [domains.high(r) - domains.low(p), domains.low(r) - domains.high(p)].map(abs);
    below += weight * (most[0] as bigint) > weight * (most[1] as bigint) ? weight * (most[0] as bigint) : weight * (most[1] as bigint); // prettier-ignore
  }
  return true;
}

/** form with r = p + d put in. */
function inDifferences(form: Form, pairs: readonly Pair[], firstDifference: number, prime: bigint): Form {
  if (!pairs.some(({ r }) => form.wires.includes(r))) return form;
  const parts: [bigint, Form][] = [[1n, form]];
  pairs.forEach(({ r, p }, i) => {
    const coefficient = coefficientOf(form, r);
    if (coefficient === 0n) return;
    const change = { wires: [r, p, firstDifference + i], coefficients: [-1n, 1n, 1n], constant: 0n };
    parts.push([coefficient, change]);
  });
  return combine(parts, prime);
}

/** The system with a wire dᵢ = rᵢ − pᵢ more for each pair, in place of rᵢ, with the intervals that are known. */
function rewritten(reduced: Reduced, domains: Domains, pairs: readonly Pair[]): Propagator | null {
  const { prime, wires } = reduced;
  const put = (form: Form): Form => inDifferences(form, pairs, wires, prime);
  const equations = reduced.equations.map((equation): Equation =>
    equation.kind === "linear"
      ? { kind: "linear", form: put(equation.form) }
      : { kind: "product", a: put(equation.a), b: put(equation.b), c: put(equation.c) },
  );
  const inputs = new Set([...reduced.inputs, ...pairs.map((_, i) => wires + i)]);
  const small = reduceEquations(equations, wires + pairs.length, prime, inputs);
  const propagator = Propagator.of(small);
  const bound = (wire: number, lo: bigint, hi: bigint): boolean => {
    const alias = small.aliases[wire];
    if (alias === undefined || (alias.factor !== 1n && alias.factor !== -1n)) return true;
    const ends = [(lo - alias.offset) * alias.factor, (hi - alias.offset) * alias.factor] as const;
    return propagator.narrow(alias.root, ends[0] < ends[1] ? ends[0] : ends[1], ends[0] < ends[1] ? ends[1] : ends[0]); // prettier-ignore
  };
  for (let wire = 1; wire < wires; wire++) {
    if (!domains.isWide(wire) && !bound(wire, domains.low(wire), domains.high(wire))) return null;
  }
  for (const [i, { r, p }] of pairs.entries()) {
    const [lo, hi] = [domains.low(r) - domains.high(p), domains.high(r) - domains.low(p)];
    if (!bound(wires + i, lo, hi)) return null;
  }
  return propagator.propagate() ? propagator : null;
}

/**
 * Lemma. Let R = Σ wᵢ·rᵢ and P = Σ wᵢ·pᵢ over the integers with wᵢ > 0 and wⱼ > Σ_{i<j} wᵢ·max|rᵢ − pᵢ| (super-increasing).
 * If the constraints contradict each of the cases
 *   (j) rᵢ = pᵢ for i > j and rⱼ > pⱼ,   0 ≤ j < k,      and      (=) rᵢ = pᵢ for all i,
 * then R < P in every witness.
 *
 * Proof. Let R ≥ P and j be the highest index with rⱼ ≠ pⱼ; if there is none, that is case (=). If rⱼ < pⱼ then
 * R − P ≤ −wⱼ + Σ_{i<j} wᵢ·|rᵢ − pᵢ| < 0. So rⱼ > pⱼ, which is case (j). ∎
 * The cases are refuted by propagation: for a chain of LessThan and IsEqual each comparison becomes a constant in turn, and
 * the last one contradicts what the circuit demands of it. A comparison that is missing, is of other limbs, or lets a limb
 * out of its range leaves a case standing.
 */
export function provesLess(
  reduced: Reduced,
  domains: Domains,
  remainder: IntegerForm,
  divisor: IntegerForm,
): boolean {
  const pairs = pairLimbs(remainder, divisor);
  if (pairs === null || !isSuperIncreasing(pairs, domains)) return false;
  const propagator = rewritten(reduced, domains, pairs);
  if (propagator === null) return false;
  const difference = (i: number): number => reduced.wires + i;
  const refuted = (j: number): boolean => {
    const mark = propagator.mark();
    let possible = true;
    for (let i = pairs.length - 1; possible && i > j; i--)
      possible = propagator.narrow(difference(i), 0n, 0n);
    if (possible && j >= 0) {
      const { r, p } = pairs[j] as Pair;
      const most = domains.high(r) - domains.low(p);
      possible = most >= 1n && propagator.narrow(difference(j), 1n, most);
    }
    possible &&= propagator.propagate();
    propagator.undo(mark);
    return !possible;
  };
  for (let j = pairs.length - 1; j >= -1; j--) if (!refuted(j)) return false;
  return true;
}
