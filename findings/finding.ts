/** The vocabulary that every room speaks. No logic here: records only. */

export const severities = ["critical", "high", "medium", "low", "info"] as const;
/** How much a false claim costs, worst first. */
export type Severity = (typeof severities)[number];

export const outcomes = ["pass", "fail", "inconclusive", "not evaluated"] as const;
/**
 * What became of a check. `inconclusive`: it ran and could not decide. `not evaluated`: it did not run,
 * because evidence was not given or a check that it relies on failed.
 */
export type Outcome = (typeof outcomes)[number];

export const confidences = ["proven", "likely", "heuristic"] as const;
/** How sure a finding is: a failed equation is proven; a pattern is a heuristic. */
export type Confidence = (typeof confidences)[number];

/** Where in which bytes, and what was read there. Every part is optional but the file. */
export interface Evidence {
  /** Path as the user gave it. */
  readonly file: string;
  /** Section in the format's own words, such as "section 9 (H)". */
  readonly section?: string;
  /** Index of the point, constraint, contribution or record, from 0. */
  readonly index?: number;
  /** Line of a text file, from 1. */
  readonly line?: number;
  /** Absolute byte range in the file, end exclusive. */
  readonly bytes?: { readonly start: number; readonly end: number };
  /** Named values, already in the form to show: hex, decimal, text. Untrusted text stays as it was. */
  readonly values?: Readonly<Record<string, string>>;
}

/** One false statement, with all that is needed to see it again. */
export interface Finding {
  /** The statement that failed, as a formula or one sentence. */
  readonly statement: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly evidence: readonly Evidence[];
  /** What follows from it for those who rely on the files. */
  readonly impact: string;
  /** What to do next. */
  readonly advice: string;
}

/** A finding as a check or property writes it: what it leaves out is taken from the description. */
export type FindingDraft = Pick<Finding, "statement" | "evidence"> & Partial<Finding>;

/** Something worth showing beside a check's outcome: a value that was verified, a variant that matched. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}
