/** Checks of proof markets: one walk through the log for all of them. */
import { marketChecksOf } from "../market/checks.js";
import { log } from "../market/log.js";
import { sequence } from "../market/sequence.js";

export const marketChecks = marketChecksOf([log, sequence]);
