/** Applies the lemmas on single equations until none says more. */
import { wiresOf } from "../system/reduce.js";
import type { Knowledge } from "./knowledge.js";
import { proveByEquation } from "./oneEquation.js";

/** Looks at the equations given, and then at those that what was proved concerns. */
export function runWorklist(knowledge: Knowledge, from: Iterable<number>): void {
  const { equations, uses } = knowledge.reduced;
  const queue = new Set(from);
  for (const index of queue) {
    queue.delete(index);
    const equation = equations[index];
    if (equation === undefined) continue;
    const proved = proveByEquation(knowledge, equation);
    if (proved === null || !knowledge.determine(proved.wires, proved.lemma)) continue;
    for (const wire of proved.wires) for (const user of uses[wire] ?? []) queue.add(user);
  }
}

/** Equations in which some wire is not determined yet. */
export function openEquations(knowledge: Knowledge): number[] {
  return knowledge.reduced.equations.flatMap((equation, index) =>
    wiresOf(equation).some((wire) => !knowledge.isDetermined(wire)) ? [index] : [],
  );
}
