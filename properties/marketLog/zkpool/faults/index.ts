/** How a ZKPool can break its promises, one fault a task. */
import type { Fault } from "../../fault.js";
import { wrongEnds } from "./ends.js";
import { wrongPayments } from "./payments.js";
import { wrongAmounts } from "./amounts.js";
import { wrongNames } from "./names.js";
import { wrongMoves } from "./tokens.js";
import { floods } from "./flood.js";

export const zkpoolFaults: readonly Fault[] = [
  ...wrongEnds,
  ...wrongPayments,
  ...wrongAmounts,
  ...wrongNames,
  ...wrongMoves,
  ...floods,
];
