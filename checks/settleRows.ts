/** Between the rows and the engine: everything that checks deferred, settled together. */
import type { Curve, CurveName } from "../algebra/curve.js";
import { settle, type Settlement } from "../algebra/obligations/settle.js";
import type { WalkStore } from "../algebra/obligations/walkStore.js";
import { MalformedError } from "../transcripts/malformed.js";
import type { Check } from "./check.js";
import { addFinding, type Deferred, type Row } from "./row.js";

/** What a check left to the engine, with the row that waits for the answer. */
export interface Left {
  readonly row: Row;
  readonly one: Deferred;
}

export interface SettleOptions {
  readonly curve: (name: CurveName) => Promise<Curve>;
  /** 32 bytes of randomness for the coefficients; see weights.ts. */
  readonly seed: Uint8Array;
  readonly progress?: (done: number, total: number, what: string) => void;
  readonly store?: WalkStore;
}

export interface Settling extends SettleOptions {
  /** Whether a check is about the file of that path. */
  readonly isAbout: (check: Check, path: string) => boolean;
  /** Says a file's fault once, though many rows come upon it. */
  readonly blame: (error: MalformedError, row: Row) => void;
}

/** Whether it is settled before the next check runs. */
export function isFirst(one: Deferred): boolean {
  return one.kind === "membership" && one.first === true;
}

/** Settles what checks have left to the engine, curve by curve, and tells each row its answers. */
export async function settleDeferred(deferred: readonly Left[], options: Settling): Promise<void> {
  for (const name of new Set(deferred.map(({ one }) => one.curve))) {
    const ofCurve = deferred.filter(({ one }) => one.curve === name);
    await settleCurve(await options.curve(name), ofCurve, options);
  }
}

async function settleCurve(curve: Curve, deferred: readonly Left[], options: Settling): Promise<void> {
  const obligations = deferred.flatMap(({ one }) => (one.kind === "obligation" ? [one.obligation] : []));
  const memberships = deferred.flatMap(({ one }) => (one.kind === "membership" ? [one.claim] : []));
  const { seed, progress, store, isAbout } = options;
  let settlement: Settlement;
  try {
    settlement = await settle(curve, {
      obligations,
      memberships,
      seed,
      ...(progress === undefined ? {} : { progress }),
      ...(store === undefined ? {} : { store }),
    });
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    // What is wrong with one file is said by the checks of that file; those of the others are settled without them.
    const { file } = error.details;
    const concerned = deferred.filter(({ row }) => isAbout(row.check, file));
    const blamed = concerned.length === 0 ? deferred : concerned;
    for (const { row } of blamed) options.blame(error, row);
    const others = deferred.filter((left) => !blamed.includes(left));
    if (others.length > 0) await settleCurve(curve, others, options);
    return;
  }
  for (const { row, one } of deferred) {
    if (one.kind === "membership") {
      const breach = settlement.breaches.find((candidate) => candidate.source === one.claim.source);
      if (breach !== undefined) addFinding(row, one.finding(breach));
      continue;
    }
    const settled = settlement.settled.find((candidate) => candidate.obligation === one.obligation);
    if (settled === undefined) throw new Error(`${one.obligation.id} was handed over and not settled`);
    if (settled.outcome === "false") addFinding(row, one.finding(settled));
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
