/** A repository's release, judged in the test's own process. */
import { readFile, writeFile } from "node:fs/promises";
import { phase1BeaconChecks, phase1Checks } from "../../checks/registry.js";
import { openConfig } from "../../cli/releaseConfig.js";
import { assayRelease } from "../../cli/releaseParts.js";
import type { Result } from "../../findings/index.js";
import { seedHex } from "../checks/assay.js";
import type { CircuitConfig, Repository } from "../fixtures/release.js";
import { complete } from "./complete.js";

export const TODAY = "2026-06-01";

/** Phase 1 is the same in nearly every test: it is judged where it matters, and taken as given elsewhere. */
const phase1 = new Map(
  [...phase1Checks, ...phase1BeaconChecks].map(({ id }) => [id, "judged by another test"]),
);

export async function judge(repository: Repository, assumed = phase1): Promise<Result> {
  const opened = await openConfig(await repository.write());
  const run = {
    command: "zkassay release",
    seed: new Uint8Array(Buffer.from(seedHex, "hex")),
    engine: { threads: 0 },
    properties: true,
    solc: null,
    assumed,
    today: TODAY,
    progress: () => {},
  } as const;
  return complete((record) => assayRelease(opened, { ...run, record }));
}

/** "check of circuit" for every row with an outcome that counts. */
export function rowsWith(result: Result, outcome: "fail" | "inconclusive" | "not evaluated"): string[] {
  return result.checks
    .filter((row) => row.outcome === outcome && row.suppressed === undefined)
    .map(({ id, subject }) => `${id} of ${subject}`);
}

export function shown(result: Result): string {
  const rows = result.checks.filter(({ outcome }) => outcome !== "pass");
  return rows
    .map(({ id, subject, outcome, reason, findings }) => {
      const words = reason ?? findings.map(({ statement }) => statement).join("; ");
      return `${id} of ${subject}: ${outcome}: ${words}`;
    })
    .join("\n");
}

export function circuit(repository: Repository, name: "product" | "squares"): CircuitConfig {
  const found = repository.config.circuits.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no circuit ${name}`);
  return found;
}

export async function edit(
  repository: Repository,
  file: string,
  change: (text: string) => string,
): Promise<void> {
  const path = repository.path(file);
  const text = await readFile(path, "utf8");
  const changed = change(text);
  if (changed === text) throw new Error(`${file} was not changed`);
  await writeFile(path, changed);
}
