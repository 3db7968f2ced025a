/** Proves that the inputs determine the outputs. */
import type { ConstraintSystem } from "../circuit/system.js";
import { isOver, share, type Budget } from "./budget.js";
import { proveLimbs } from "./limbs/proveLimbs.js";
import { prepare, runCheapLemmas, type Assumptions } from "./prepare.js";
import { refuteDifferences, type Pair } from "./search/doubled.js";
import type { LemmaName } from "./proof/knowledge.js";
import { isProvenDetermined } from "./proof/outputs.js";

/** Cases that a refutation may take for one output. */
const REFUTATION_NODES = 3000;

export interface Proof {
  /** Every output is the same in all witnesses that agree on the inputs. */
  readonly proven: boolean;
  /** Wires that are determined by the inputs. */
  readonly determined: readonly number[];
  /** Outputs that are not known to be. */
  readonly open: readonly number[];
  /** Wires inside that are not known to be: harmless where the outputs are determined. */
  readonly openInside: readonly number[];
  /** How many wires each lemma determined. */
  readonly lemmas: ReadonlyMap<LemmaName, number>;
  /** No witness satisfies the constraints: everything is true of all of them. */
  readonly vacuous: boolean;
  /** Two witnesses that the refutation came upon: the outputs are not determined. */
  readonly pair: Pair | null;
}

/**
 * @param assumptions intervals of inputs that the caller of the circuit guarantees: the proof is of inputs within them
 */
export function proveUnique(
  system: ConstraintSystem,
  budget: Budget,
  assumptions: Assumptions = new Map(),
): Proof {
  const prepared = prepare(system, assumptions);
  const { knowledge, contradictory } = prepared;
  const isOpen = (): boolean => system.outputs.some((wire) => !isProvenDetermined(prepared, wire));
  while (isOpen() && !isOver(budget)) {
    if (proveLimbs(knowledge, budget).length === 0) break;
    runCheapLemmas(knowledge);
  }
  let pair: Pair | null = null;
  if (isOpen() && !isOver(budget)) {
    const refuted = refuteDifferences(prepared, {
      budget: share(budget, 0.5),
      nodes: REFUTATION_NODES,
      random: () => 0,
    });
    ({ pair } = refuted);
    if (knowledge.determine(refuted.determined, "refutation of two witnesses")) runCheapLemmas(knowledge);
  }
  const determined: number[] = [];
  const openInside: number[] = [];
  const outputs = new Set(system.outputs);
  for (let wire = 0; wire < system.wires; wire++) {
    if (isProvenDetermined(prepared, wire)) determined.push(wire);
    else if (!outputs.has(wire)) openInside.push(wire);
  }
  const open = system.outputs.filter((wire) => !isProvenDetermined(prepared, wire));
  return {
    proven: open.length === 0,
    determined,
    open,
    openInside,
    lemmas: knowledge.lemmas,
    vacuous: contradictory,
    pair,
  };
}
