/** Searches for inputs that have two outputs. */
import { isOver, share, type Budget, type Random } from "../budget.js";
import type { ConstraintSystem } from "../../circuit/system.js";
import { mod } from "../../../algebra/integers.js";
import { proportionKey, type Form } from "../system/form.js";
import { wiresOf } from "../system/reduce.js";
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
function factorsToZero({ reduced, knowledge }: Prepared): Form[] {
  const factors = new Map<string, Form>();
  for (const equation of reduced.equations) {
    if (equation.kind !== "product") continue;
    if (wiresOf(equation).every((wire) => knowledge.isDetermined(wire))) continue;
    for (const form of [equation.a, equation.b]) {
      if (form.wires.some((wire) => !knowledge.isDetermined(wire)) || knowledge.isNonzero(form)) continue;
      factors.set(proportionKey(form, reduced.prime), form);
    }
  }
  return [...factors.values()];
}

/** The system with form = 0 as one constraint more. */
function withZero(system: ConstraintSystem, { wires, coefficients, constant }: Form): ConstraintSystem {
  const row = new Map(wires.map((wire, i) => [wire, mod(coefficients[i] ?? 0n, system.prime)] as const));
  if (constant !== 0n) row.set(0, mod(constant, system.prime));
  const zero = { a: row, b: new Map([[0, 1n]]), c: new Map<number, bigint>() };
  return { ...system, constraints: [...system.constraints, zero] };
}

/** A witness in which a known factor is zero, with another one beside it. */
function atZero(prepared: Prepared, { budget, random, assumptions }: PairOptions): Pair | null {
  const { system } = prepared;
  for (const form of factorsToZero(prepared)) {
    if (isOver(budget)) return null;
    const first = forge(withZero(system, form), new Map(), null, share(budget, 0.2), random, assumptions);
    if (first === null) continue;
    const second = findSecond(system, first, share(budget, 0.2), random, assumptions);
    if (second !== null) return { first, second };
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
