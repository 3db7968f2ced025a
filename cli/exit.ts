/** What a run says to the shell. The format of the output never changes the code. */
import type { Finding, Result, Severity } from "../findings/index.js";
import { atLeast } from "../checks/verdict.js";

export const EXIT = {
  held: 0,
  finding: 1,
  usage: 2,
  /** Input unreadable, or necessary evidence missing. */
  undecided: 3,
  internal: 4,
  interrupted: 130,
} as const;

/** The command line or its files cannot be used as given; the message says what to do. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The exit code of a result under `--fail-on`. */
export function exitCodeOf(result: Result, failOn: Severity): number {
  const bad = (finding: Finding): boolean => atLeast(finding.severity, failOn);
  if (result.checks.some((check) => check.findings.some(bad))) return EXIT.finding;
  return result.verdict.outcome === "inconclusive" ? EXIT.undecided : EXIT.held;
}
