/** A run of one part or of several: evidence → checks → result. */
import type { Curve, CurveName } from "../algebra/curve.js";
import { openCurve } from "../algebra/open.js";
import { drawSeed } from "../algebra/obligations/weights.js";
import { interruptedVerdict, verdictOf } from "../checks/verdict.js";
import { INTERRUPTED, orInterrupted, RESULT_SCHEMA, type Judgement } from "../findings/index.js";
import { judgePart, type Sum } from "./judgePart.js";
import type { AssayRun, CurveOfRun, PartToJudge } from "./run.js";
import { soundnessOf } from "./soundness.js";
import { version } from "./version.js";

/** Several parts with one set of curves, one seed and one verdict. */
export async function assayParts(
  run: AssayRun,
  partsOf: (curve: CurveOfRun) => Promise<readonly PartToJudge[]>,
): Promise<Judgement> {
  const curves = new Map<CurveName, Promise<Curve>>();
  const curve: CurveOfRun = (name) => {
    const known = curves.get(name) ?? openCurve(name, run.engine);
    curves.set(name, known);
    return known;
  };
  let ended = false;
  try {
    const result = await judge(run, partsOf(curve), curve, curves);
    ended = result.verdict.interrupted === true;
    return result;
  } finally {
    // Behind a run that was interrupted, work goes on in the curves until the process ends.
    if (!ended) for (const one of curves.values()) await (await one).close();
  }
}

/** @param opened the curves that `curve` has opened so far */
async function judge(
  run: AssayRun,
  allParts: Promise<readonly PartToJudge[]>,
  curve: CurveOfRun,
  opened: ReadonlyMap<CurveName, Promise<Curve>>,
): Promise<Judgement> {
  const startedAt = new Date();
  const seed = run.seed ?? drawSeed();
  const { seedSource = run.seed === undefined ? "operating system" : "seed" } = run;
  const sum: Sum = {
    checks: [],
    exhibits: [],
    excused: new Set(),
    awaited: new Set(),
    required: new Set(),
    usedCoefficients: false,
    caveats: [],
    ended: false,
  };
  void run.interrupted?.then(() => (sum.ended = true));
  const parts = (await orInterrupted(allParts, run.interrupted)) ?? [];
  const progress: AssayRun["progress"] = (...told) => {
    // Nobody waits for it any more: it ends at the next piece of work.
    if (sum.ended) throw new Error(INTERRUPTED);
    run.progress(...told);
  };
  for (const part of parts) await judgePart(part, sum, { ...run, progress, seed, curve });
  const checks = run.accept?.(sum.checks) ?? sum.checks;
  const open = (await orInterrupted(Promise.all(opened.values()), run.interrupted)) ?? [];
  const verdict = verdictOf(
    checks,
    new Set([...sum.excused].filter((key) => !sum.awaited.has(key))),
    new Set(parts.flatMap(({ assumed }) => [...assumed.keys()])),
    sum.required,
  );
  const ended = sum.ended ? interruptedVerdict(verdict) : verdict;
  return {
    schema: RESULT_SCHEMA,
    tool: { name: "zkassay", version: version() },
    command: run.command,
    startedAt: startedAt.toISOString(),
    seconds: (Date.now() - startedAt.getTime()) / 1000,
    engine: open.map((one) => one.engine).join("; ") || "none needed",
    ...(sum.usedCoefficients ? { soundness: soundnessOf(seed, seedSource) } : {}),
    verdict: { ...ended, summary: [ended.summary, ...sum.caveats].join(" ") },
    checks,
    exhibits: sum.exhibits,
  };
}
