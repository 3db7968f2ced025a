/** Searches for inputs that have two outputs. */
import { isOver, share, type Budget, type Random } from "../budget.js";
import type { ConstraintSystem } from "../../circuit/system.js";
import { forge } from "../forge.js";
import { openOutputs, prepare, type Assumptions, type Prepared } from "../prepare.js";
import { Doubled, type Pair } from "./doubled.js";
import { findSecond } from "./second.js";

const NODES = 400;

export interface PairOptions {
  readonly budget: Budget;
  readonly random: Random;
  /** Witnesses to start from. */
  readonly honest: readonly (readonly bigint[])[];
  readonly assumptions?: Assumptions;
}

/** Known factors of constraints with unknowns: where one is zero, the constraint says nothing of them. */
function factorsToZero({
  reduced,
  knowledge,
}: Prepared): {
  wires: readonly number[];
  form: { wires: readonly number[]; coefficients: readonly bigint[]; constant: bigint };
}[] {
  return reduced.equations.flatMap((equation) => {
    if (equation.kind !== "product") return [];
    return [equation.a, equation.b].flatMap((form) =>
      form.wires.every((wire) => knowledge.isDetermined(wire)) && !knowledge.isNonzero(form)
        ? [{ wires: form.wires, form }]
        : [],
    );
  });
}

/** A witness in which a known factor is zero, with another one beside it. */
function atZero(prepared: Prepared, options: PairOptions): Pair | null {
  const { propagator, system } = prepared;
  const { budget, random } = options;
  for (const { form } of factorsToZero(prepared)) {
    if (isOver(budget)) return null;
    const mark = propagator.mark();
    propagator.add({ kind: "linear", form });
    const first = propagator.propagate() ? forge(system, new Map(), null, share(budget, 0.1), random, options.assumptions) : null; // prettier-ignore
    propagator.undo(mark);
    const second = first === null ? null : findSecond(system, first, share(budget, 0.1), random, options.assumptions); // prettier-ignore
    if (first !== null && second !== null) return { first, second };
  }
  return null;
}

/**
 * Two witnesses with the same inputs and different outputs, or null where none was found within the budget. Both were
 * evaluated on every constraint.
 */
export function findPair(system: ConstraintSystem, options: PairOptions): Pair | null {
  const { budget, random, honest, assumptions } = options;
  const prepared = prepare(system, assumptions);
  if (prepared.contradictory || openOutputs(prepared).length === 0) return null;
  for (const first of honest) {
    const second = findSecond(system, first, share(budget, 0.4 / honest.length), random, assumptions);
    if (second !== null) return { first: [...first], second };
  }
  const found = atZero(prepared, { ...options, budget: share(budget, 0.4) });
  if (found !== null) return found;
  const doubled = new Doubled(prepared);
  for (let round = 0; !isOver(budget); round++) {
    for (const root of openOutputs(prepared)) {
      const part = share(budget, 0.2);
      const { pair } = doubled.differAt(root, {
        budget: part,
        nodes: NODES << Math.min(round, 6),
        random,
        refute: false,
      });
      if (pair !== null) return pair;
      if (isOver(budget)) return null;
    }
  }
  return null;
}
