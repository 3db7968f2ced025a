/** How a market of rollers can break its promises, one fault a task of which both proofs came in time. */
import type { Fault } from "../../fault.js";
import { wrongWeights } from "./reputation.js";
import { wrongAssignments } from "./assignment.js";
import { wrongBatches } from "./batches.js";
import { wrongMoney } from "./money.js";

export const rollerFaults: readonly Fault[] = [
  ...wrongWeights,
  ...wrongAssignments,
  ...wrongBatches,
  ...wrongMoney,
];
