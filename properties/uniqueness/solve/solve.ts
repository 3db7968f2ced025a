/** Searches for a solution by cases and propagation: depth first, chronologically back. */
import { isOver, type Budget } from "../budget.js";
import type { AnyEquation } from "./equations.js";
import { solveLinear } from "./gauss.js";
import type { Propagator } from "./propagator.js";
import {
  canWrap,
  guess,
  splitFactor,
  splitMultiples,
  splitRoots,
  splitSmall,
  splitZero,
  type Guide,
  type Split,
} from "./split.js";

/** unsatisfiable: every case was seen and contradicts; unknown: not all were seen. */
export type Answer = "satisfied" | "unsatisfiable" | "unknown";

export interface SolveOptions {
  readonly guide: Guide;
  readonly budget: Budget;
  /** Cases to try at most. */
  readonly nodes: number;
  /** Wires to give a value; the rest follow or do not matter. */
  readonly wires: readonly number[];
  /** Only complete divisions: for refutations, where guessing is of no use. */
  readonly refute?: boolean;
}

class Search {
  private nodes = 0;
  complete = true;
  private readonly wrapping: readonly AnyEquation[];

  constructor(
    private readonly propagator: Propagator,
    private readonly options: SolveOptions,
  ) {
    this.wrapping = propagator.equations.filter((equation) => canWrap(propagator, equation));
  }

  private spent(): boolean {
    return (
      this.nodes >= this.options.nodes ||
      ((this.nodes & 7) === 0 && isOver(this.options.budget)) ||
      this.propagator.work > (this.options.budget.steps ?? Infinity)
    );
  }

  /** Has no value yet, and needs one: a wire in no equation may have any of its interval, and no case is spent on it. */
  private isOpen(wire: number): boolean {
    return !this.propagator.domains.isFixed(wire) && this.propagator.usesOf(wire).length > 0;
  }

  private firstOf(
    among: readonly AnyEquation[],
    make: (equation: AnyEquation) => Split | null,
  ): Split | null {
    for (const equation of among) {
      const split = make(equation);
      if (split !== null) return split;
    }
    return null;
  }

  private choose(): Split | null {
    const { propagator, options } = this;
    const { guide } = options;
    const multiple = this.firstOf(this.wrapping, (equation) => splitMultiples(propagator, equation, guide));
    if (multiple !== null) return multiple;
    for (const wire of options.wires) {
      const split = splitSmall(propagator, wire, guide);
      if (split !== null) return split;
    }
    const root = this.firstOf(propagator.equations, (equation) => splitRoots(propagator, equation, guide));
    if (root !== null) return root;
    const zero = this.firstOf(propagator.equations, (equation) => splitZero(propagator, equation, guide));
    if (zero !== null) return zero;
    if (options.refute === true) {
      return this.firstOf(propagator.equations, (equation) => splitFactor(propagator, equation, guide));
    }
    const open = options.wires.find((wire) => this.isOpen(wire));
    return open === undefined ? null : guess(propagator, open, guide);
  }

  /** Leaves the propagator at the solution when it finds one. */
  run(): boolean {
    const { propagator } = this;
    if (!propagator.propagate() || !solveLinear(propagator)) return false;
    if (this.spent()) {
      this.complete = false;
      return false;
    }
    const split = this.choose();
    if (split === null) {
      const done = !this.options.wires.some((wire) => this.isOpen(wire));
      if (!done) this.complete = false;
      return done;
    }
    for (const make of split.cases) {
      this.nodes++;
      const mark = propagator.mark();
      if (make(propagator) && this.run()) return true;
      propagator.undo(mark);
      if (this.spent()) {
        this.complete = false;
        return false;
      }
    }
    if (!split.complete) this.complete = false;
    return false;
  }
}

/** A solution is only proposed: whoever uses it evaluates every constraint on it. */
export function solve(propagator: Propagator, options: SolveOptions): Answer {
  const search = new Search(propagator, options);
  if (search.run()) return "satisfied";
  return search.complete ? "unsatisfiable" : "unknown";
}
