/** Completes a partial assignment to a whole witness: soundness properties ask it for witnesses that must not exist. */
import type { ConstraintSystem } from "../circuit/system.js";
import { isOver, share, type Budget, type Random } from "./budget.js";
import { checkedWitness, fixWires, prepare, type Assumptions } from "./prepare.js";
import { solve } from "./solve/solve.js";

/** Cases tried before a new start with other random choices. */
const NODES = 4000;

/**
 * A witness that satisfies every constraint and agrees with `fixed`, or null where none was found within the budget;
 * null does not mean that there is none. `hint` is a witness whose values are tried first. What is returned was
 * evaluated on every constraint.
 * @throws RangeError for a wire that the system does not have
 */
export function forge(
  system: ConstraintSystem,
  fixed: ReadonlyMap<number, bigint>,
  hint: readonly bigint[] | null,
  budget: Budget,
  random: Random,
  assumptions?: Assumptions,
): bigint[] | null {
  const prepared = prepare(system, assumptions);
  const { propagator, roots, reduced, contradictory } = prepared;
  if (contradictory) return null;
  const isRoot = (wire: number): boolean => reduced.aliases[wire]?.root === wire;
  const start = propagator.mark();
  try {
    if (!fixWires(prepared, fixed) || !propagator.propagate()) return null;
    for (let attempt = 0; !isOver(budget); attempt++) {
      const mark = propagator.mark();
      // Later attempts leave more and more of the hint.
      const share0 = attempt / (attempt + 4);
      const guide = {
        random,
        hint: (wire: number): bigint | null =>
          hint === null || !isRoot(wire) || random() < share0 ? null : (hint[wire] ?? null),
      };
      const answer = solve(propagator, { guide, budget: share(budget, 0.5), nodes: NODES, wires: roots });
      if (answer === "satisfied") {
        const witness = checkedWitness(prepared);
        if (witness !== null) return witness;
      }
      if (answer === "unsatisfiable") return null;
      propagator.undo(mark);
    }
    return null;
  } finally {
    propagator.undo(start);
  }
}
