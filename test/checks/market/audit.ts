/** Runs the market checks on events in memory. */
import type { CheckResult, Exhibit } from "../../../findings/index.js";
import { runChecks } from "../../../checks/run.js";
import { marketChecks } from "../../../checks/registries/market.js";
import type { Evidence } from "../../../checks/evidence.js";
import { readMarket } from "../../../transcripts/market/read.js";
import { MalformedError } from "../../../transcripts/malformed.js";
import { sharedCurve } from "../assay.js";
import { bytesSource } from "../../fixtures/bytesSource.js";

export interface Audited {
  readonly checks: readonly CheckResult[];
  readonly exhibits: readonly Exhibit[];
  of(id: string): CheckResult;
  /** Ids with an outcome. */
  with(outcome: CheckResult["outcome"]): string[];
  /** "market/deadline: 12, 14": what failed, and the seq of the events that each finding names. */
  readonly said: readonly string[];
}

/** @param text the log as it would stand in a file */
export async function auditText(text: string, others: Partial<Evidence> = {}): Promise<Audited> {
  const malformed = new Map<"market", MalformedError>();
  const evidence: Partial<Evidence> = await readMarket(bytesSource("events.jsonl", text)).then(
    (market) => ({ ...others, market }),
    (error: unknown) => {
      if (!(error instanceof MalformedError)) throw error;
      malformed.set("market", error);
      return others;
    },
  );
  const { checks, exhibits } = await runChecks(
    marketChecks,
    { evidence, malformed },
    { curve: sharedCurve, seed: new Uint8Array(32), reproduce: (id) => `--only ${id}` },
  );
  const of = (id: string): CheckResult => {
    const result = checks.find((one) => one.id === id);
    if (result === undefined) throw new Error(`there is no check ${id}`);
    return result;
  };
  return {
    checks,
    exhibits,
    of,
    with: (outcome) => checks.filter((one) => one.outcome === outcome).map(({ id }) => id),
    said: checks.flatMap(({ id, findings }) =>
      findings.map(({ evidence: places }) => `${id}: ${places.map(({ index }) => index ?? "?").join(", ")}`),
    ),
  };
}

/** Objects as JSON Lines. */
export const jsonLines = (objects: readonly object[]): string =>
  objects.map((one) => `${JSON.stringify(one)}\n`).join("");
