/** What proofs and searches share of one system: reduced once, propagated once, the cheap lemmas applied once. */
import { firstViolated, type ConstraintSystem } from "../circuit/system.js";
import { mod } from "../../algebra/integers.js";
import { proveByCases } from "./proof/cases.js";
import { proveByElimination } from "./proof/elimination.js";
import { Knowledge } from "./proof/knowledge.js";
import { openEquations, runWorklist } from "./proof/worklist.js";
import { Propagator } from "./solve/propagator.js";
import { inverse } from "./system/field.js";
import { expand, reduce, type Reduced } from "./system/reduce.js";

export interface Prepared {
  readonly system: ConstraintSystem;
  readonly reduced: Reduced;
  /** Wires that stand for themselves, in circom's order. */
  readonly roots: readonly number[];
  /** At its fixed point; cases are marked and taken back. */
  readonly propagator: Propagator;
  /** What the cheap lemmas prove. */
  readonly knowledge: Knowledge;
  /** No witness satisfies the constraints. */
  readonly contradictory: boolean;
}

/** Inputs that the caller keeps within bounds: wire → interval of integers. */
export type Assumptions = ReadonlyMap<number, { readonly lo: bigint; readonly hi: bigint }>;

const cache = new WeakMap<ConstraintSystem, Map<string, Prepared>>();

/** One string for equal assumptions. */
const keyOf = (assumptions: Assumptions): string =>
  [...assumptions].map(([wire, { lo, hi }]) => `${wire}:${lo}:${hi}`).join(" ");

/** Lemmas that cost about as much as reading the constraints, to a fixed point. */
export function runCheapLemmas(knowledge: Knowledge): void {
  let open = openEquations(knowledge);
  for (let progress = true; progress && open.length > 0;) {
    runWorklist(knowledge, open);
    open = openEquations(knowledge);
    const news = [...proveByCases(knowledge, open), ...proveByElimination(knowledge, open)];
    progress = news.length > 0;
    open = openEquations(knowledge);
  }
}

/** Narrows the roots of assumed wires; what is assumed of a multiple of a root is left out. */
function assume({ aliases, prime }: Reduced, propagator: Propagator, assumptions: Assumptions): boolean {
  for (const [wire, { lo, hi }] of assumptions) {
    const alias = aliases[wire];
    if (alias === undefined) throw new RangeError(`there is no wire ${wire}`);
    const { root, factor, offset } = alias;
    if (factor === 0n && mod(offset - lo, prime) > hi - lo) return false;
    if (factor === 1n && !propagator.narrow(root, lo - offset, hi - offset)) return false;
    if (factor === -1n && !propagator.narrow(root, offset - hi, offset - lo)) return false;
  }
  return true;
}

export function prepare(system: ConstraintSystem, assumptions: Assumptions = new Map()): Prepared {
  const versions = cache.get(system) ?? new Map<string, Prepared>();
  cache.set(system, versions);
  const known = versions.get(keyOf(assumptions));
  if (known !== undefined) return known;
  const reduced = reduce(system);
  const propagator = Propagator.of(reduced);
  const contradictory = !assume(reduced, propagator, assumptions) || !propagator.propagate();
  const knowledge = new Knowledge(reduced, propagator);
  if (!contradictory) runCheapLemmas(knowledge);
  const roots = reduced.aliases.flatMap(({ root }, wire) => (root === wire && wire !== 0 ? [wire] : []));
  const prepared = { system, reduced, roots, propagator, knowledge, contradictory };
  versions.set(keyOf(assumptions), prepared);
  return prepared;
}

/** A value of a wire as a value of its root; null where the wire is a constant. */
function rootValue(
  { aliases, prime }: Reduced,
  wire: number,
  value: bigint,
): { root: number; value: bigint } | null {
  const alias = aliases[wire];
  if (alias === undefined) throw new RangeError(`there is no wire ${wire}`);
  const { root, factor, offset } = alias;
  if (factor === 0n) return null;
  const scale = factor === 1n ? 1n : inverse(factor, prime);
  return { root, value: mod((value - offset) * scale, prime) };
}

/** Fixes wires; false where a constant differs, two wires of one root disagree, or an interval does not allow it. */
export function fixWires(
  { propagator, reduced }: Prepared,
  fixed: Iterable<readonly [number, bigint]>,
): boolean {
  for (const [wire, value] of fixed) {
    const known = rootValue(reduced, wire, value);
    if (known === null) {
      if (mod(value - (reduced.aliases[wire]?.offset ?? 0n), reduced.prime) !== 0n) return false;
    } else if (!propagator.narrow(known.root, known.value, known.value)) return false;
  }
  return true;
}

/** The witness that a solved propagator holds, if every constraint accepts it. */
export function checkedWitness({ system, reduced, propagator }: Prepared): bigint[] | null {
  const witness = expand(reduced, (wire) => propagator.domains.value(wire));
  return firstViolated(system, witness) === -1 ? witness : null;
}

/** Roots of outputs that no lemma determined. */
export function openOutputs({ system, reduced, knowledge }: Prepared): number[] {
  const open = new Set<number>();
  for (const output of system.outputs) {
    const alias = reduced.aliases[output];
    if (alias !== undefined && alias.factor !== 0n && !knowledge.isDetermined(alias.root))
      open.add(alias.root);
  }
  return [...open];
}
