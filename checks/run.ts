/** Runs checks over evidence: generators first, then all their obligations together, then outcomes. */
import type { Curve, CurveName } from "../algebra/curve.js";
import { DEFAULT_MAX_EXPONENT, type IterationPolicy } from "../algebra/hashing/iterationPolicy.js";
import { settle, type Settlement } from "../algebra/obligations/settle.js";
import { Weights } from "../algebra/obligations/weights.js";
import type { CheckResult, Exhibit, Fact, Finding, Outcome } from "../findings/index.js";
import { MalformedError } from "../transcripts/malformed.js";
import type { Check, CheckContext, FindingDraft, Outcomes, Yielded } from "./check.js";
import { optionalRoles, roleNames, type Dossier } from "./evidence.js";

export interface RunOptions {
  /** The curve with the chosen engine; called at most once per curve by the caller's cache. */
  readonly curve: (name: CurveName) => Promise<Curve>;
  /** 32 bytes of randomness for the coefficients; see weights.ts. */
  readonly seed: Uint8Array;
  readonly progress?: (done: number, total: number, what: string) => void;
  /** Default: exponents up to 34, and nothing kept. */
  readonly iterations?: IterationPolicy;
  /** Ids that the user asked to take as given, with the words of that request. */
  readonly assumed?: ReadonlyMap<string, string>;
  /** The command that shows one check again. */
  readonly reproduce: (id: string) => string;
}

export interface RunReport {
  readonly checks: readonly CheckResult[];
  readonly exhibits: readonly Exhibit[];
  /** Checks not made that the verdict does not wait for: not asked for, not applicable, or of optional evidence. */
  readonly excused: ReadonlySet<string>;
  /** Whether random coefficients decided anything. */
  readonly usedCoefficients: boolean;
}

type Deferred = Extract<Yielded, { kind: "obligation" | "membership" }>;

/** One check on its way to a result. */
interface Row {
  readonly check: Check;
  readonly findings: Finding[];
  readonly facts: Fact[];
  readonly exhibits: ((outcomes: Outcomes) => Exhibit)[];
  readonly deferred: Deferred[];
  undecided: {
    outcome: "inconclusive" | "not evaluated";
    reason: string;
    excused?: true;
    blocked?: true;
  } | null;
}

/** @throws only on a fault of ours; whatever is wrong with the evidence becomes an outcome */
export async function runChecks(
  checks: readonly Check[],
  dossier: Dossier,
  options: RunOptions,
): Promise<RunReport> {
  let drawn = false;
  const context: CheckContext = {
    curve: options.curve,
    weights(label) {
      drawn = true;
      return Weights.draw(options.seed, label);
    },
    iterations: options.iterations ?? { maxExponent: DEFAULT_MAX_EXPONENT },
    progress: (done, total, what) => options.progress?.(done, total, what),
  };
  const rows = new Map<string, Row>();
  for (const check of checks) {
    const row: Row = { check, findings: [], facts: [], exhibits: [], deferred: [], undecided: null };
    rows.set(check.id, row);
    row.undecided = obstacle(row, dossier, rows, options);
    if (row.undecided !== null || row.findings.length > 0) continue;
    await collect(row, dossier, context);
    await settleDeferred(
      row.deferred.filter(isFirst).map((one) => ({ row, one })),
      options,
    );
  }
  const all = [...rows.values()].flatMap((row) => row.deferred.map((one) => ({ row, one })));
  await settleDeferred(
    all.filter(({ one }) => !isFirst(one)),
    options,
  );
  relyOn(rows);
  const outcomes: Outcomes = (id) => {
    const row = rows.get(id);
    return row === undefined ? null : { outcome: outcomeOf(row), findings: row.findings };
  };
  return {
    checks: [...rows.values()].map((row) => resultOf(row, options)),
    exhibits: [...rows.values()].flatMap((row) => row.exhibits.map((make) => make(outcomes))),
    excused: new Set([...rows].filter(([, row]) => row.undecided?.excused === true).map(([id]) => id)),
    usedCoefficients: drawn || all.length > 0,
  };
}

/** Why a check cannot run, or null. An unreadable file becomes a finding of the check that guards its form. */
function obstacle(
  row: Row,
  dossier: Dossier,
  rows: ReadonlyMap<string, Row>,
  options: RunOptions,
): Row["undecided"] {
  const { check } = row;
  const request = options.assumed?.get(check.id);
  if (request !== undefined) return { outcome: "not evaluated", reason: request, excused: true };
  for (const role of check.needs) {
    const error = dossier.malformed.get(role);
    if (error !== undefined && check.guards === role) {
      row.findings.push(complete(check, malformedFinding(error)));
      return null;
    }
    if (error !== undefined)
      return { outcome: "not evaluated", reason: `${error.details.file} could not be read` };
  }
  const missing = check.needs.filter((role) => dossier.evidence[role] === undefined);
  if (missing.length > 0) {
    const reason = `not given: ${missing.map((role) => roleNames[role]).join(", ")}`;
    const excused = missing.every((role) => optionalRoles.has(role));
    return { outcome: "not evaluated", reason, ...(excused ? { excused } : {}) };
  }
  for (const id of check.after) {
    const needed = rows.get(id);
    if (needed === undefined) continue;
    const blocked = (reason: string): Row["undecided"] => ({
      outcome: "not evaluated",
      reason,
      blocked: true,
    });
    if (needed.findings.length > 0) return blocked(`it relies on ${id}, which failed`);
    if (needed.undecided?.blocked === true) return blocked(`it relies on ${id}: ${needed.undecided.reason}`);
  }
  return null;
}

async function collect(row: Row, dossier: Dossier, context: CheckContext): Promise<void> {
  try {
    for await (const item of row.check.run(dossier.evidence, context)) {
      if (item.kind === "finding") row.findings.push(complete(row.check, item.finding));
      else if (item.kind === "fact") row.facts.push(item.fact);
      else if (item.kind === "exhibit") row.exhibits.push(item.make);
      else if (item.kind === "inconclusive" || item.kind === "not evaluated") {
        row.undecided = { outcome: item.kind, reason: item.reason };
      } else if (item.kind === "does not apply") {
        row.undecided = { outcome: "not evaluated", reason: item.reason, excused: true };
      } else row.deferred.push(item);
    }
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    row.findings.push(complete(row.check, malformedFinding(error)));
  }
}

function isFirst(one: Deferred): boolean {
  return one.kind === "membership" && one.first === true;
}

async function settleDeferred(
  deferred: readonly { row: Row; one: Deferred }[],
  options: RunOptions,
): Promise<void> {
  for (const name of new Set(deferred.map(({ one }) => one.curve))) {
    const ofCurve = deferred.filter(({ one }) => one.curve === name);
    await settleCurve(await options.curve(name), ofCurve, options);
  }
}

async function settleCurve(
  curve: Curve,
  deferred: readonly { row: Row; one: Deferred }[],
  options: RunOptions,
): Promise<void> {
  const obligations = deferred.flatMap(({ one }) => (one.kind === "obligation" ? [one.obligation] : []));
  const memberships = deferred.flatMap(({ one }) => (one.kind === "membership" ? [one.claim] : []));
  const { progress } = options;
  let settlement: Settlement;
  try {
    const base = { obligations, memberships, seed: options.seed };
    settlement = await settle(curve, progress === undefined ? base : { ...base, progress });
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    for (const { row } of deferred) row.findings.push(complete(row.check, malformedFinding(error)));
    return;
  }
  for (const { row, one } of deferred) {
    if (one.kind === "membership") {
      const breach = settlement.breaches.find((candidate) => candidate.source === one.claim.source);
      if (breach !== undefined) row.findings.push(complete(row.check, one.finding(breach)));
      continue;
    }
    const settled = settlement.settled.find((candidate) => candidate.obligation === one.obligation);
    if (settled === undefined) throw new Error(`${one.obligation.id} was handed over and not settled`);
    if (settled.outcome === "false") row.findings.push(complete(row.check, one.finding(settled)));
    else if (settled.outcome === "unsettled") {
      row.undecided = {
        outcome: "not evaluated",
        reason: "a section that it needs holds bytes that are no points",
      };
    } else {
      const shown = one.fact?.(settled) ?? null;
      if (shown !== null) row.facts.push(shown);
    }
  }
}

/** A pass that relies on a check that failed, itself or through others, is none. */
function relyOn(rows: ReadonlyMap<string, Row>): void {
  /** For each check that failed or relies on a failed one, the one that failed. */
  const shaken = new Map<string, string>();
  for (const [id, row] of rows) {
    const failed =
      row.findings.length > 0 ? id : row.check.after.map((one) => shaken.get(one)).find((one) => one);
    if (failed === undefined) continue;
    shaken.set(id, failed);
    if (failed === id || row.undecided !== null) continue;
    row.undecided = {
      outcome: "inconclusive",
      reason: `its equation holds, and it relies on ${failed}, which failed`,
    };
  }
}

function outcomeOf(row: Row): Outcome {
  if (row.findings.length > 0) return "fail";
  return row.undecided?.outcome ?? "pass";
}

function resultOf(row: Row, options: RunOptions): CheckResult {
  const { id, claim, severity, confidence, cites, impact, advice, method } = row.check;
  const outcome = outcomeOf(row);
  return {
    id,
    claim,
    severity,
    ...(confidence === undefined ? {} : { confidence }),
    cites,
    impact,
    advice,
    method,
    outcome,
    ...(row.undecided === null || outcome === "fail" ? {} : { reason: row.undecided.reason }),
    findings: row.findings,
    facts: row.facts,
    reproduce: options.reproduce(id),
  };
}

function complete(check: Check, draft: FindingDraft): Finding {
  return {
    severity: check.severity,
    confidence: check.confidence ?? "proven",
    impact: check.impact,
    advice: check.advice,
    ...draft,
  };
}

function malformedFinding(error: MalformedError): FindingDraft {
  const { file, section, offset, problem } = error.details;
  return {
    statement: problem,
    // Whatever the check that says it: of such a file nothing else can be said.
    severity: "critical",
    evidence: [{ file, section, bytes: { start: offset, end: offset } }],
    impact: "The bytes are not what the file claims to be; nothing that depends on them can be relied on.",
    advice: "Fetch the file again from its source and compare its hash; if it is the same, ask its maker.",
  };
}
