/** Submitted proofs on their way to a verdict. */
import type { Curve } from "../../../algebra/curve.js";
import type { ProofPoints } from "../../../transcripts/market/events.js";
import type { Place } from "../replay/task.js";
import { canonical } from "./canonical.js";
import type { Statement } from "./groth16.js";

/** A proof on its way to a verdict. */
export interface Item {
  readonly task: string;
  readonly place: Place;
  readonly prover: string;
  readonly verdict: "ok" | "invalid" | "unchecked";
  proof: ProofPoints | null;
  readonly inputs: readonly string[];
  /** "" where the task names no key. */
  readonly vkHash: string;
  /** Null once it has verified. */
  fault: string | null;
  doneAt: Place | null;
}

/** Whether what the log says of a proof, or does with it, is not what it is. */
export function isContradicted({ fault, verdict, doneAt }: Item): boolean {
  if (fault === null) return verdict === "invalid" && doneAt === null;
  return verdict === "ok" || (verdict === "unchecked" && doneAt !== null);
}

/** The statement of an item, or none where its points or the number of its inputs are already wrong. */
export function prepared(
  curve: Curve,
  item: Item,
  count: number,
): readonly { readonly item: Item; readonly statement: Statement }[] {
  const { proof, inputs } = item;
  item.proof = null;
  if (proof === null) return [];
  const points = canonical(curve, proof);
  if (typeof points === "string") {
    item.fault = points;
    return [];
  }
  if (inputs.length !== count) {
    item.fault = `${inputs.length} public inputs are given, and the key has ${count}`;
    return [];
  }
  return [{ item, statement: { ...points, inputs: inputs.map(BigInt) } }];
}
