/** Searches for a second witness: the same inputs, other outputs. */
import type { ConstraintSystem } from "../../circuit/system.js";
import { mod } from "../../../algebra/integers.js";
import { isOver, share, type Budget, type Random } from "../budget.js";
import { checkedWitness, openOutputs, prepare, type Assumptions, type Prepared } from "../prepare.js";
import { moveLimbs } from "./limbMoves.js";
import { solve, type Answer } from "../solve/solve.js";

const NODES = 600;

/** Values of the roots in a witness. */
function rootValues({ reduced, roots }: Prepared, witness: readonly bigint[]): Map<number, bigint> {
  const values = new Map<number, bigint>();
  for (const root of roots) values.set(root, mod(witness[root] ?? 0n, reduced.prime));
  return values;
}

/** Asks for a witness with another value at one output, all that is determined being kept. */
function otherValue(
  prepared: Prepared,
  values: ReadonlyMap<number, bigint>,
  output: number,
  boldness: number,
  budget: Budget,
  random: Random,
): { answer: Answer; witness: bigint[] | null } {
  const { propagator, roots } = prepared;
  const mark = propagator.mark();
  try {
    const honest = values.get(output) ?? 0n;
    const other = { wires: [output], coefficients: [1n], constant: -honest };
    if (!propagator.setNonzero(other)) return { answer: "unsatisfiable", witness: null };
    const guide = {
      random,
      hint: (wire: number): bigint | null => (random() < boldness ? null : (values.get(wire) ?? null)),
    };
    const answer = solve(propagator, { guide, budget, nodes: NODES, wires: roots });
    const witness = answer === "satisfied" ? checkedWitness(prepared) : null;
    const alike = witness === null || mod(witness[output] ?? 0n, propagator.prime) === honest;
    return { answer, witness: alike ? null : witness };
  } finally {
    propagator.undo(mark);
  }
}

/**
 * Another witness with the inputs of `honest` and other outputs, or null where none was found within the budget. What is
 * returned was evaluated on every constraint, so that there is no false alarm.
 */
export function findSecond(
  system: ConstraintSystem,
  honest: readonly bigint[],
  budget: Budget,
  random: Random,
  assumptions?: Assumptions,
): bigint[] | null {
  const prepared = prepare(system, assumptions);
  const { propagator, knowledge, roots, contradictory } = prepared;
  let open = openOutputs(prepared);
  if (contradictory || open.length === 0) return null;
  const values = rootValues(prepared, honest);
  const start = propagator.mark();
  try {
    for (const root of roots) {
      if (!knowledge.isDetermined(root)) continue;
      const value = values.get(root) ?? 0n;
      if (!propagator.narrow(root, value, value)) return null;
    }
    if (!propagator.propagate()) return null;
    const moved = moveLimbs(prepared, values, new Set(open), share(budget, 0.4), random);
    if (moved !== null) return moved;
    for (let round = 0; !isOver(budget); round++) {
      const closed = new Set<number>();
      for (const output of open) {
        const part = share(budget, 0.25);
        const { answer, witness } = otherValue(prepared, values, output, round / (round + 3), part, random);
        if (witness !== null) return witness;
        if (answer === "unsatisfiable") closed.add(output);
        if (isOver(budget)) return null;
      }
      open = open.filter((output) => !closed.has(output));
      if (open.length === 0) return null;
    }
    return null;
  } finally {
    propagator.undo(start);
  }
}
