/** Runs checks over evidence: generators first, then all their obligations together, then outcomes. */
import { DEFAULT_MAX_EXPONENT, type IterationPolicy } from "../algebra/hashing/iterationPolicy.js";
import { Weights } from "../algebra/obligations/weights.js";
import {
  INTERRUPTED,
  orInterrupted,
  type CheckResult,
  type Exhibit,
  type Interrupted,
} from "../findings/index.js";
import { MalformedError } from "../transcripts/malformed.js";
import { blame } from "./blame.js";
import type { Check, CheckContext, Outcomes } from "./check.js";
import { isRecordOf, optionalRoles, roleNames, type Dossier } from "./evidence.js";
import { addFinding, addMalformed, emptyRow, outcomeOf, resultOf, type Row } from "./row.js";
import { isFirst, settleDeferred, type SettleOptions, type Settling } from "./settleRows.js";

export interface RunOptions extends SettleOptions {
  /** Default: exponents up to 34, and nothing kept. */
  readonly iterations?: IterationPolicy;
  /** Ids that the user asked to take as given, with the words of that request. */
  readonly assumed?: ReadonlyMap<string, string>;
  /** The command that shows one check again. */
  readonly reproduce: (id: string) => string;
  readonly interrupted?: Interrupted;
}

export interface RunReport {
  readonly checks: readonly CheckResult[];
  readonly exhibits: readonly Exhibit[];
  /** Checks not made that the verdict does not wait for: not asked for, not applicable, or of optional evidence. */
  readonly excused: ReadonlySet<string>;
  /** What the verdict must not be read without, as sentences: excused checks that another file would decide. */
  readonly caveats: readonly string[];
  /** Whether random coefficients decided anything. */
  readonly usedCoefficients: boolean;
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
  const rows: Rows = new Map(checks.map((check) => [check.id, emptyRow(check)]));
  const ended = await orInterrupted(makeAll(rows, dossier, context, options), options.interrupted);
  if (ended === null) leaveOpen(rows);
  relyOn(rows);
  const outcomes: Outcomes = (id) => {
    const row = rows.get(id);
    return row === undefined ? null : { outcome: outcomeOf(row), findings: row.findings };
  };
  return {
    checks: [...rows.values()].map((row) => resultOf(row, options.reproduce(row.check.id))),
    exhibits: [...rows.values()].flatMap((row) => row.exhibits.map((make) => make(outcomes))),
    excused: new Set([...rows].filter(([, row]) => row.undecided?.excused === true).map(([id]) => id)),
    caveats: [...rows].flatMap(([id, { undecided }]) =>
      undecided?.mentioned === true ? [`Left open is ${id}: ${undecided.reason}.`] : [],
    ),
    usedCoefficients: drawn || [...rows.values()].some(({ deferred }) => deferred.length > 0),
  };
}

/** In the order of the report, by id. */
type Rows = ReadonlyMap<string, Row>;

/** Runs every check, then settles what they leave to the engine together. */
async function makeAll(
  rows: Rows,
  dossier: Dossier,
  context: CheckContext,
  options: RunOptions,
): Promise<Rows> {
  const settling: Settling = {
    ...options,
    isAbout: ({ needs }, path) => needs.some((role) => isRecordOf(dossier.evidence, role, path)),
    blame: (error, row) => blame(error, row, rows.values(), dossier.evidence),
  };
  for (const row of rows.values()) {
    row.undecided = obstacle(row, dossier, rows, options);
    if (row.undecided === null && row.findings.length === 0) {
      await collect(row, dossier, context, rows);
      await settleDeferred(
        row.deferred.filter(isFirst).map((one) => ({ row, one })),
        settling,
      );
    }
    row.finished = row.deferred.every(isFirst);
  }
  const left = [...rows.values()].flatMap((row) => row.deferred.map((one) => ({ row, one })));
  await settleDeferred(
    left.filter(({ one }) => !isFirst(one)),
    settling,
  );
  for (const row of rows.values()) row.finished = true;
  return rows;
}

/** Rows of checks of which none was begun. */
export function unmadeRows(
  checks: readonly Check[],
  options: Pick<RunOptions, "assumed" | "reproduce">,
): CheckResult[] {
  return checks.map((check) => {
    const reason = options.assumed?.get(check.id) ?? INTERRUPTED;
    const row: Row = { ...emptyRow(check), undecided: { outcome: "not evaluated", reason } };
    return resultOf(row, options.reproduce(check.id));
  });
}

/** After an interruption: what was not finished, or relies on what was not, is not evaluated. A finding stays one. */
function leaveOpen(rows: Rows): void {
  const open = new Set<string>();
  for (const [id, row] of rows) {
    const needed = row.check.after.find((one) => open.has(one));
    if (row.finished && needed === undefined) continue;
    open.add(id);
    row.facts.length = 0;
    row.exhibits.length = 0;
    if (row.finished && row.undecided !== null) continue;
    const reason = row.finished ? `it relies on ${needed}: ${INTERRUPTED}` : INTERRUPTED;
    row.undecided = { outcome: "not evaluated", reason };
  }
}

/** Why a check cannot run, or null. An unreadable file becomes a finding of the check that guards its form. */
function obstacle(row: Row, dossier: Dossier, rows: Rows, options: RunOptions): Row["undecided"] {
  const { check } = row;
  const request = options.assumed?.get(check.id);
  if (request !== undefined) return { outcome: "not evaluated", reason: request, excused: true };
  for (const role of check.needs) {
    const error = dossier.malformed.get(role);
    if (error !== undefined && check.guards === role) {
      addMalformed(row, error);
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

async function collect(row: Row, dossier: Dossier, context: CheckContext, rows: Rows): Promise<void> {
  try {
    for await (const item of row.check.run(dossier.evidence, context)) {
      if (item.kind === "finding") addFinding(row, item.finding);
      else if (item.kind === "fact") row.facts.push(item.fact);
      else if (item.kind === "exhibit") row.exhibits.push(item.make);
      else if (item.kind === "inconclusive" || item.kind === "not evaluated") {
        row.undecided = { outcome: item.kind, reason: item.reason };
      } else if (item.kind === "does not apply") {
        row.undecided = { outcome: "not evaluated", reason: item.reason, excused: true };
      } else if (item.kind === "left open") {
        row.undecided = { outcome: "not evaluated", reason: item.reason, excused: true, mentioned: true };
      } else row.deferred.push(item);
    }
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    blame(error, row, rows.values(), dossier.evidence);
  }
}

/** A pass that relies on a check that failed, itself or through others, is none. */
function relyOn(rows: Rows): void {
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
