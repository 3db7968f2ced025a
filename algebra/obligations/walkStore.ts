/** Sums of sections that outlive a run. */
import { createHash } from "node:crypto";
import type { Curve } from "../curve.js";
import type { SourcePlan } from "./plan.js";
import type { WalkSums } from "./walk.js";

/** Of one seed and one set of files: what is kept under a key is believed. */
export interface WalkStore {
  recall(key: string): WalkSums | null;
  keep(key: string, sums: WalkSums): void;
}

/**
 * All that the sums of a source depend on beside the seed and the bytes of its file, as SHA-256 in hex.
 * @param test label of the weights that its membership would be tested with; null where it is not
 */
export function walkKey(curve: Curve, { source, weighted, scaled }: SourcePlan, test: string | null): string {
  const { file, label, group, count } = source;
  const hash = createHash("sha256");
  const columns = [...weighted.values()].map(({ weights, shift, uses }) => [
    weights.key,
    shift,
    uses.map(({ from, to }) => [from, to]),
  ]);
  const reaches = [...scaled.values()].map(({ from, scalars }) => [from, scalars.length]);
  hash.update(
    JSON.stringify([curve.parameters.name, file, label, group, count, test, columns, reaches]),
    "utf8",
  );
  for (const { scalars } of scaled.values()) hash.update(scalars);
  return hash.digest("hex");
}
