/** From the outcomes of all checks to one verdict. */
import {
  outcomes,
  severities,
  type CheckResult,
  type Outcome,
  type Severity,
  type Verdict,
} from "../findings/index.js";

/** Whether `a` is as bad as `b` or worse. */
export function atLeast(a: Severity, b: Severity): boolean {
  return severities.indexOf(a) <= severities.indexOf(b);
}

/** What tells apart the results of one run: a check's id, and its subject where it has one. */
export function keyOf({ id, subject }: Pick<CheckResult, "id" | "subject">): string {
  return subject === undefined ? id : JSON.stringify([id, subject]);
}

/**
 * fail where a check failed; inconclusive where a check of severity high or worse was not decided and is not
 * excused, or where nothing at all was decided of a subject; pass otherwise.
 * @param excused keys of results that the verdict does not wait for; see RunReport
 * @param assumed ids of the checks that the user asked not to be made
 * @param required keys of results that must be decided whatever their severity
 */
export function verdictOf(
  checks: readonly CheckResult[],
  excused: ReadonlySet<string>,
  assumed: ReadonlySet<string>,
  required: ReadonlySet<string> = new Set(),
): Verdict {
  const counts = Object.fromEntries(
    outcomes.map((outcome) => [outcome, checks.filter((check) => check.outcome === outcome).length]),
  ) as Record<Outcome, number>;
  const counted = checks.filter(({ suppressed }) => suppressed === undefined);
  const failed = counted.filter((check) => check.outcome === "fail");
  const open = counted.filter(
    (check) =>
      (check.outcome === "inconclusive" || check.outcome === "not evaluated") &&
      (atLeast(check.severity, "high") || required.has(keyOf(check))) &&
      !excused.has(keyOf(check)),
  );
  if (failed.length > 0) {
    const findings = failed.flatMap((check) => check.findings);
    const worst =
      severities.find((severity) => findings.some((finding) => finding.severity === severity)) ?? "info";
    const names = [...new Set(failed.map((check) => check.id))].join(", ");
    return {
      outcome: "fail",
      counts,
      summary: `${count(failed.length, "check")} failed, the worst ${worst}: ${names}.`,
      ...(open.length === 0 ? {} : { undecided: open.length }),
    };
  }
  if (open.length > 0) {
    const summary = `Nothing that was checked is false, but ${count(open.length, "necessary check")} could not be decided.`;
    return { outcome: "inconclusive", counts, summary };
  }
  const bare = nothingDecided(checks, assumed);
  if (bare !== null) {
    const summary = `Nothing was checked${bare === "" ? "" : ` of ${bare}`}: no check could be made, so nothing is known.`;
    return { outcome: "inconclusive", counts, summary };
  }
  const given = checks.filter(({ id, outcome }) => outcome === "not evaluated" && assumed.has(id)).length;
  const taken =
    given === 0 ? "" : ` ${count(given, "check")} ${given === 1 ? "was" : "were"} not made at your request.`;
  const accepted = checks.length - counted.length;
  if (accepted > 0) {
    const are = accepted === 1 ? "is" : "are";
    const summary = `${counts.pass} checks hold, and ${count(accepted, "check")} that did not ${are} accepted for a while.${taken}`;
    return { outcome: "pass", counts, summary };
  }
  return { outcome: "pass", counts, summary: `All ${counts.pass} checks that were made hold.${taken}` };
}

/** A subject of which no check that was asked for was decided ("" where a run has none), or null. */
function nothingDecided(checks: readonly CheckResult[], assumed: ReadonlySet<string>): string | null {
  const asked = checks.filter(({ id, outcome }) => outcome !== "not evaluated" || !assumed.has(id));
  if (asked.length === 0) return "";
  const decided = new Set(
    asked.flatMap(({ outcome, subject = "" }) => (outcome === "pass" || outcome === "fail" ? subject : [])),
  );
  return asked.map(({ subject = "" }) => subject).find((subject) => !decided.has(subject)) ?? null;
}

/** The verdict of a run that was ended before it was done: what was found stands, and nothing else is said. */
export function interruptedVerdict(verdict: Verdict): Verdict {
  const left = verdict.counts["not evaluated"];
  const are = `The run was interrupted, and ${left === 1 ? "1 check was" : `${left} checks were`} not evaluated.`;
  if (verdict.outcome === "fail")
    return { ...verdict, summary: `${verdict.summary} ${are}`, interrupted: true };
  return {
    ...verdict,
    outcome: "inconclusive",
    summary: `${are} Nothing that was finished is false.`,
    interrupted: true,
  };
}

function count(n: number, noun: string): string {
  return n === 1 ? `1 ${noun}` : `${n} ${noun}s`;
}
