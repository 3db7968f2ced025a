/** What every check says of itself; how it runs is the affair of checks/. */
import type { Confidence, Severity } from "./finding.js";

/** The printed part of a check: documentation, SARIF rule and report row are all made from it. */
export interface CheckDescription {
  /** Stable, "room/name"; the SARIF ruleId and the argument of `zkassay explain`. */
  readonly id: string;
  /** The claim in one sentence, true when the check passes. */
  readonly claim: string;
  /** Severity of a finding that does not say its own. */
  readonly severity: Severity;
  /** Confidence of a finding that does not say its own; "proven" unless given. */
  readonly confidence?: Confidence;
  /** Papers with clause, specifications, public issues. */
  readonly cites: readonly string[];
  /** What a failure means for those who rely on the files. */
  readonly impact: string;
  /** What to do about a failure. */
  readonly advice: string;
  /** How the claim is decided: one or two paragraphs with the formula, shown by `zkassay explain`. */
  readonly method: string;
}

/** The printed part alone, of a check that has more to it. */
export function descriptionOf(check: CheckDescription): CheckDescription {
  const { id, claim, severity, confidence, cites, impact, advice, method } = check;
  return {
    id,
    claim,
    severity,
    ...(confidence === undefined ? {} : { confidence }),
    cites,
    impact,
    advice,
    method,
  };
}
