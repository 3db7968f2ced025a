/** Runs checks over files in the test's own process, with curves that stay open and a seed that never changes. */
import type { Curve, CurveName } from "../../../algebra/curve.js";
import { openCurve, type EngineOptions } from "../../../algebra/open.js";
import type { Check } from "../../../checks/check.js";
import { runChecks } from "../../../checks/run.js";
import { verdictOf } from "../../../checks/verdict.js";
import { openDossier, type GivenFiles } from "../../../cli/files.js";
import type { Result } from "../../../findings/index.js";

type Engine = NonNullable<EngineOptions["engine"]>;

export type Assayed = Pick<Result, "verdict" | "checks" | "exhibits">;

const curves = new Map<string, Promise<Curve>>();

/** In the calling thread and without the kernel: tiny files gain nothing from either. */
export function sharedCurve(name: CurveName, engine: Engine = "fast"): Promise<Curve> {
  const known = curves.get(`${name} ${engine}`) ?? openCurve(name, { engine, threads: 0, kernel: false });
  curves.set(`${name} ${engine}`, known);
  return known;
}

export async function assayFiles(
  given: GivenFiles,
  checks: readonly Check[],
  engine: Engine = "fast",
): Promise<Assayed> {
  const curve = (name: CurveName): Promise<Curve> => sharedCurve(name, engine);
  const dossier = await openDossier(given, curve);
  try {
    const seed = new Uint8Array(32).fill(0x5a);
    const { excused, ...report } = await runChecks(checks, dossier, { curve, seed, reproduce: (id) => id });
    return { verdict: verdictOf(report.checks, excused, new Set()), ...report };
  } finally {
    await dossier.close();
  }
}

/** Ids of the checks that failed. */
export function failed(assayed: Assayed): string[] {
  return assayed.checks.filter(({ outcome }) => outcome === "fail").map(({ id }) => id);
}

/** What a failing test shows of a result. */
export function summaryOf(assayed: Assayed): string {
  const lines = assayed.checks
    .filter(({ outcome }) => outcome !== "pass")
    .map(({ id, outcome, reason, findings }) => {
      return `  ${id}: ${outcome}: ${reason ?? findings.map(({ statement }) => statement).join("; ")}`;
    });
  return [assayed.verdict.summary, ...lines].join("\n");
}
