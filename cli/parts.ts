/** A run of one part or of several: evidence → checks → result. */
import type { Curve, CurveName } from "../algebra/curve.js";
import type { IterationPolicy } from "../algebra/hashing/iterationPolicy.js";
import { openCurve, type EngineOptions } from "../algebra/open.js";
import type { WalkStore } from "../algebra/obligations/walkStore.js";
import { drawSeed } from "../algebra/obligations/weights.js";
import type { Check } from "../checks/check.js";
import { optionalRoles, type Dossier, type Role } from "../checks/evidence.js";
import { runChecks, unmadeRows } from "../checks/run.js";
import { interruptedVerdict, keyOf, verdictOf } from "../checks/verdict.js";
import {
  INTERRUPTED,
  orInterrupted,
  RESULT_SCHEMA,
  type CheckResult,
  type Exhibit,
  type Interrupted,
  type Judgement,
  type Soundness,
} from "../findings/index.js";
import { wasChanged } from "../transcripts/source.js";
import { UsageError } from "./exit.js";
import type { OpenDossier } from "./files.js";
import type { InputFile, Recorder } from "./inputs.js";
import { soundnessOf } from "./soundness.js";
import { version } from "./version.js";

/** Checks and what they are made on. */
export interface AssayPart {
  /** Names the part where a run has several: a circuit. */
  readonly subject?: string;
  readonly checks: readonly Check[];
  /** Leaves out the checks of files that were not given, instead of saying that they were not. */
  readonly ofGivenFiles?: true;
  /** Checks not to be made, with the words of the request. */
  readonly assumed: ReadonlyMap<string, string>;
}

/** What all parts of a run share. */
export interface AssayRun {
  /** The command without --seed and --only, for the reproduce lines. */
  readonly command: string;
  /** 32 bytes to repeat an earlier run; drawn from the operating system unless given. */
  readonly seed?: Uint8Array;
  /** Where `seed` is from: asked for, unless this says otherwise. */
  readonly seedSource?: Soundness["source"];
  readonly engine: EngineOptions;
  /** How far hash chains of beacons are followed; see RunOptions. */
  readonly iterations?: IterationPolicy;
  readonly progress: (done: number, total: number, what: string) => void;
  readonly interrupted?: Interrupted;
  readonly record?: Recorder;
  /** Where sums of sections are kept from run to run. */
  readonly store?: WalkStore;
  /** Marks rows whose failure is accepted for a while. */
  readonly accept?: (checks: readonly CheckResult[]) => CheckResult[];
}

/** Opens a curve of the run, once. */
export type CurveOfRun = (name: CurveName) => Promise<Curve>;

/** Rows that are made otherwise than by checks, such as a circuit's properties. */
export interface MadeRows {
  readonly checks: readonly CheckResult[];
  readonly exhibits: readonly Exhibit[];
  /** Files that were read for them. */
  readonly inputs: readonly InputFile[];
  /** Ids of rows that the verdict does not wait for. */
  readonly excused: ReadonlySet<string>;
}

/** A part with its evidence, opened when it is the part's turn and closed after it. */
export interface PartToJudge extends AssayPart {
  /** @param seed the run's own, which its reproduce lines name: for whatever is drawn */
  open(seed: Uint8Array): Promise<OpenDossier>;
  /** Ids of rows that must be decided whatever their severity. */
  readonly required?: ReadonlySet<string>;
  /** Makes rows of the same subject after the checks. */
  more?(seed: Uint8Array): Promise<MadeRows>;
}

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

/** What the parts come to, one after the other. */
interface Sum {
  readonly checks: CheckResult[];
  readonly exhibits: Exhibit[];
  /** Keys of rows that some part is excused from, and of those that some part waits for. */
  readonly excused: Set<string>;
  readonly awaited: Set<string>;
  readonly required: Set<string>;
  /** Sentences of the summary; see OpenDossier. */
  readonly caveats: string[];
  usedCoefficients: boolean;
  /** Whether the run was interrupted. */
  ended: boolean;
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

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** A part's evidence, after its files are told of. */
async function openPart(
  part: PartToJudge,
  { seed, record }: Pick<AssayRun, "record"> & { readonly seed: Uint8Array },
): Promise<OpenDossier> {
  const dossier = await part.open(seed);
  try {
    await record?.(dossier.inputs);
    return dossier;
  } catch (error) {
    await dossier.close();
    throw error;
  }
}

/** Adds one part's rows to the sum; of a part that was not begun before an interruption, that they were not made. */
async function judgePart(
  part: PartToJudge,
  sum: Sum,
  run: AssayRun & { readonly seed: Uint8Array; readonly curve: CurveOfRun },
): Promise<void> {
  const { seed, curve, progress, iterations, interrupted, record, store } = run;
  const { assumed } = part;
  const subject = part.subject === undefined ? {} : { subject: part.subject };
  const addRows = (checks: readonly CheckResult[]): void => {
    sum.checks.push(...checks.map((check) => ({ ...check, ...subject })));
  };
  const reproduce = (id: string): string => `${run.command} --only ${id} --seed ${hexOf(seed)}`;
  const dossier = sum.ended ? null : await orInterrupted(openPart(part, run), interrupted);
  if (dossier === null) return addRows(unmadeRows(part.checks, { assumed, reproduce }));
  try {
    const checks = part.ofGivenFiles === true ? part.checks.filter(isAbout(dossier)) : part.checks;
    const report = await runChecks(checks, dossier, {
      curve,
      seed,
      progress,
      assumed,
      reproduce,
      ...(iterations === undefined ? {} : { iterations }),
      ...(interrupted === undefined ? {} : { interrupted }),
      ...(store === undefined ? {} : { store }),
    });
    addRows(report.checks);
    sum.exhibits.push(...report.exhibits);
    // Two parts may have one name: what only one of them is excused from, the verdict waits for.
    for (const { id } of report.checks)
      (report.excused.has(id) ? sum.excused : sum.awaited).add(keyOf({ id, ...subject }));
    for (const id of part.required ?? []) sum.required.add(keyOf({ id, ...subject }));
    sum.usedCoefficients ||= report.usedCoefficients;
    if (dossier.caveat !== undefined) sum.caveats.push(dossier.caveat);
    sum.caveats.push(...report.caveats.filter((one) => !sum.caveats.includes(one)));
    await refuseChanged(dossier);
    const more = await part.more?.(seed);
    if (more === undefined) return;
    addRows(more.checks);
    sum.exhibits.push(...more.exhibits);
    await record?.(more.inputs);
    for (const id of more.excused) sum.excused.add(keyOf({ id, ...subject }));
  } finally {
    // Behind a run that was interrupted, work ends where it next reads.
    await dossier.close();
  }
}

/** @throws UsageError where a file was written to meanwhile: no verdict is about one file then, and no digest its own */
async function refuseChanged({ inputs }: OpenDossier): Promise<void> {
  for (const { source } of inputs) {
    if (!(await wasChanged(source))) continue;
    throw new UsageError(
      `${source.path} changed while it was read, so that nothing can be said about it; run this again when nobody writes ` +
        "to it any more, or on a copy",
    );
  }
}

/** Whether everything that a check needs was given, or can be done without. */
function isAbout({ evidence, malformed }: Dossier): (check: Check) => boolean {
  const isThere = (role: Role): boolean =>
    evidence[role] !== undefined || malformed.has(role) || optionalRoles.has(role);
  return ({ needs }) => needs.every(isThere);
}
