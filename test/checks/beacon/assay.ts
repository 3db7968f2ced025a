/** Runs checks in the test's own process, with curves that stay open and a seed that never changes. */
import type { Curve, CurveName } from "../../../algebra/curve.js";
import { openCurve } from "../../../algebra/open.js";
import { registry } from "../../../checks/registry.js";
import { runChecks } from "../../../checks/run.js";
import { openDossier, type GivenFiles } from "../../../cli/files.js";
import { leftOut } from "../../../cli/options.js";
import type { CheckResult } from "../../../findings/index.js";
import type { RunReport } from "../../../checks/run.js";

const SEED = new Uint8Array(32).fill(0x5a);
const curves = new Map<CurveName, Promise<Curve>>();

/** A curve that lives as long as the test process: in the calling thread, without the kernel. */
export function sharedCurve(name: CurveName): Promise<Curve> {
  const known = curves.get(name) ?? openCurve(name, { threads: 0, kernel: false });
  curves.set(name, known);
  return known;
}

/** Runs the checks with these ids, and those that they rely on. */
export async function assayFiles(given: GivenFiles, only: readonly string[]): Promise<RunReport> {
  const dossier = await openDossier(given, sharedCurve);
  try {
    return await runChecks(registry, dossier, {
      curve: sharedCurve,
      seed: SEED,
      assumed: leftOut(registry, only),
      reproduce: (id) => `--only ${id}`,
    });
  } finally {
    await dossier.close();
  }
}

/** The result of one check on files. */
export async function judged(id: string, given: GivenFiles): Promise<CheckResult> {
  const report = await assayFiles(given, [id]);
  const result = report.checks.find((check) => check.id === id);
  if (result === undefined) throw new Error(`no check ${id} ran`);
  return result;
}

/** What a test compares: the outcome, with what was found or why not. */
export function told({ outcome, reason, findings }: CheckResult): readonly string[] {
  return [outcome, ...(reason === undefined ? [] : [reason]), ...findings.map(({ statement }) => statement)];
}
