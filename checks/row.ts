/** One check on its way to a result. */
import {
  descriptionOf,
  type CheckResult,
  type Exhibit,
  type Fact,
  type Finding,
  type Outcome,
} from "../findings/index.js";
import type { MalformedError } from "../transcripts/malformed.js";
import type { Check, FindingDraft, Outcomes, Yielded } from "./check.js";

/** What a check leaves to the engine. */
export type Deferred = Extract<Yielded, { kind: "obligation" | "membership" }>;

export interface Row {
  readonly check: Check;
  readonly findings: Finding[];
  readonly facts: Fact[];
  readonly exhibits: ((outcomes: Outcomes) => Exhibit)[];
  readonly deferred: Deferred[];
  /** Whether nothing more is to be learnt of it: it ran, and what it left to the engine is settled. */
  finished: boolean;
  undecided: {
    outcome: "inconclusive" | "not evaluated";
    reason: string;
    excused?: true;
    /** Excused, and for the verdict to mention. */
    mentioned?: true;
    blocked?: true;
  } | null;
}

/** A row on which nothing has happened yet. */
export function emptyRow(check: Check): Row {
  return { check, findings: [], facts: [], exhibits: [], deferred: [], finished: false, undecided: null };
}

/** Adds a finding, completed from the check's description. */
export function addFinding(row: Row, draft: FindingDraft): void {
  const { severity, confidence = "proven", impact, advice } = row.check;
  row.findings.push({ severity, confidence, impact, advice, ...draft });
}

/** Adds the finding that bytes are not what they claim to be. */
export function addMalformed(row: Row, error: MalformedError): void {
  const { file, section, offset, problem } = error.details;
  addFinding(row, {
    statement: problem,
    // Whatever the check that says it: of such a file nothing else can be said.
    severity: "critical",
    evidence: [{ file, section, bytes: { start: offset, end: offset } }],
    impact: "The bytes are not what the file claims to be; nothing that depends on them can be relied on.",
    advice: "Fetch the file again from its source and compare its hash; if it is the same, ask its maker.",
  });
}

export function outcomeOf(row: Row): Outcome {
  if (row.findings.length > 0) return "fail";
  return row.undecided?.outcome ?? "pass";
}

/** @param reproduce the command that shows the check again */
export function resultOf(row: Row, reproduce: string): CheckResult {
  const outcome = outcomeOf(row);
  return {
    ...descriptionOf(row.check),
    outcome,
    ...(row.undecided === null || outcome === "fail" ? {} : { reason: row.undecided.reason }),
    // Copies: where the run was interrupted, a check goes on behind its result.
    findings: [...row.findings],
    facts: [...row.facts],
    reproduce,
  };
}
