/** What a run says to the shell. The format of the output never changes the code. */
import type { Finding, Judgement, Severity } from "../findings/index.js";
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

/**
 * The exit code of a result under `--fail-on`. Findings below it are forgiven; what they kept from being decided, or
 * what was not given besides, is not. A run that was interrupted ends as that, whatever it found.
 */
export function exitCodeOf(result: Judgement, failOn: Severity): number {
  if (result.verdict.interrupted === true) return EXIT.interrupted;
  const bad = (finding: Finding): boolean => atLeast(finding.severity, failOn);
  const counted = result.checks.filter(({ suppressed }) => suppressed === undefined);
  if (counted.some((check) => check.findings.some(bad))) return EXIT.finding;
  const undecided = result.verdict.outcome === "inconclusive" || (result.verdict.undecided ?? 0) > 0;
  return undecided ? EXIT.undecided : EXIT.held;
}
