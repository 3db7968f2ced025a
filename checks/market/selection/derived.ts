/** Whether a selection can be repeated from public values: then it is, and chance is no question. */
import { findChain } from "../../../transcripts/drand/chains.js";
import { findAlgorithm } from "./algorithms.js";
import type { Selection } from "./beacons.js";

export function isRepeatable(selection: Selection | undefined): boolean {
  if (selection === undefined) return false;
  return findAlgorithm(selection.algo) !== null && findChain(selection.chainHash.slice(2)) !== null;
}
