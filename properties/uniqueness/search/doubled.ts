/** Two witnesses at once: the system twice, with everything that is determined in common. */
import { firstViolated } from "../../circuit/system.js";
import type { Budget, Random } from "../budget.js";
import { openOutputs, type Prepared } from "../prepare.js";
import type { AnyEquation } from "../solve/equations.js";
import { Propagator } from "../solve/propagator.js";
import { solve, type Answer } from "../solve/solve.js";
import type { Form } from "../system/form.js";
import { expand, wiresOf, type Equation } from "../system/reduce.js";

export interface Pair {
  readonly first: bigint[];
  readonly second: bigint[];
}

export interface DoubledOptions {
  readonly budget: Budget;
  readonly nodes: number;
  readonly random: Random;
  /** Only complete divisions into cases: to refute. Otherwise values are guessed as well. */
  readonly refute: boolean;
  /** A witness whose values are tried first in both copies. */
  readonly hint?: ReadonlyMap<number, bigint>;
}

export class Doubled {
  private readonly propagator: Propagator;
  private readonly wires: readonly number[];
  readonly contradictory: boolean;

  constructor(private readonly prepared: Prepared) {
    const { reduced, roots, knowledge, propagator: single } = prepared;
    const { wires, prime } = reduced;
    const copy = (wire: number): number => (knowledge.isDetermined(wire) ? wire : wire + wires);
    const copied = (form: Form): Form => ({ ...form, wires: form.wires.map(copy) });
    const equations: AnyEquation[] = [...reduced.equations];
    for (const equation of reduced.equations) {
      if (wiresOf(equation).some((wire) => copy(wire) !== wire)) equations.push(copyOf(equation, copied));
    }
    this.propagator = new Propagator(prime, 2 * wires, equations);
    const open = roots.filter((root) => copy(root) !== root);
    this.wires = [...roots, ...open.map(copy)];
    let possible = true;
    for (const root of roots) {
      const [lo, hi] = [single.domains.low(root), single.domains.high(root)];
      possible &&= this.propagator.narrow(root, lo, hi);
      if (copy(root) !== root) possible &&= this.propagator.narrow(copy(root), lo, hi);
    }
    this.contradictory = !possible || !this.propagator.propagate();
  }

  /** Asks for two witnesses that differ at this root. */
  differAt(root: number, options: DoubledOptions): { readonly answer: Answer; readonly pair: Pair | null } {
    const { propagator, prepared } = this;
    const { wires } = prepared.reduced;
    if (this.contradictory) return { answer: "unsatisfiable", pair: null };
    const mark = propagator.mark();
    try {
      const differ = { wires: [root, root + wires], coefficients: [1n, -1n], constant: 0n };
      let possible = propagator.setNonzero(differ);
      const [lo, hi] = [propagator.domains.low(root), propagator.domains.high(root)];
      if (possible && hi - lo === 1n) {
        // Two values: which witness has which does not matter.
        possible = propagator.narrow(root, lo, lo) && propagator.narrow(root + wires, hi, hi);
      }
      if (!possible) return { answer: "unsatisfiable", pair: null };
      const { hint, random } = options;
      const guide = {
        random,
        hint: (wire: number): bigint | null =>
          hint === undefined || random() < 0.2
            ? null
            : (hint.get(wire < wires ? wire : wire - wires) ?? null),
      };
      const answer = solve(propagator, { ...options, guide, wires: this.wires });
      return { answer, pair: answer === "satisfied" ? this.pair() : null };
    } finally {
      propagator.undo(mark);
    }
  }

  /** The two witnesses, if every constraint accepts both and they differ in an output. */
  private pair(): Pair | null {
    const { propagator, prepared } = this;
    const { reduced, system, knowledge } = prepared;
    const value = (wire: number): bigint => propagator.domains.value(wire);
    const first = expand(reduced, value);
    const second = expand(reduced, (wire) =>
      value(knowledge.isDetermined(wire) ? wire : wire + reduced.wires),
    );
    if (firstViolated(system, first) !== -1 || firstViolated(system, second) !== -1) return null;
    if (system.inputs.some((wire) => first[wire] !== second[wire])) return null;
    return system.outputs.some((wire) => first[wire] !== second[wire]) ? { first, second } : null;
  }
}

function copyOf(equation: Equation, copied: (form: Form) => Form): Equation {
  if (equation.kind === "linear") return { kind: "linear", form: copied(equation.form) };
  return { kind: "product", a: copied(equation.a), b: copied(equation.b), c: copied(equation.c) };
}

/**
 * Lemma. If no pair of witnesses differs at a wire, it is determined. The pair is sought among all solutions of the system
 * written twice, with the wires in common that are determined already; the search divides into cases that cover all
 * solutions, and the lemma applies only if it saw each of them contradict.
 */
export function refuteDifferences(
  prepared: Prepared,
  options: Omit<DoubledOptions, "refute">,
): { determined: number[]; pair: Pair | null } {
  const doubled = new Doubled(prepared);
  const determined: number[] = [];
  for (const root of openOutputs(prepared)) {
    const { answer, pair } = doubled.differAt(root, { ...options, refute: true });
    if (pair !== null) return { determined, pair };
    if (answer === "unsatisfiable") determined.push(root);
  }
  return { determined, pair: null };
}
