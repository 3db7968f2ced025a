/** One run: files → evidence → checks → result. */
import type { Curve, CurveName } from "../algebra/curve.js";
import type { IterationPolicy } from "../algebra/hashing/iterationPolicy.js";
import { openCurve, type EngineOptions } from "../algebra/open.js";
import { ERROR_BITS } from "../algebra/obligations/settle.js";
import { drawSeed } from "../algebra/obligations/weights.js";
import type { Check } from "../checks/check.js";
import { optionalRoles, type Dossier, type Role } from "../checks/evidence.js";
import { runChecks } from "../checks/run.js";
import { verdictOf } from "../checks/verdict.js";
import { RESULT_SCHEMA, type Result, type Soundness } from "../findings/index.js";
import { openDossier, type GivenFiles } from "./files.js";
import { version } from "./version.js";

export interface AssayRequest {
  readonly given: GivenFiles;
  readonly checks: readonly Check[];
  /** Leaves out the checks of files that were not given, instead of saying that they were not. */
  readonly ofGivenFiles?: true;
  /** Checks not to be made, with the words of the request. */
  readonly assumed: ReadonlyMap<string, string>;
  /** The command without --seed and --only, for the reproduce lines. */
  readonly command: string;
  /** 32 bytes to repeat an earlier run; drawn from the operating system unless given. */
  readonly seed?: Uint8Array;
  readonly engine: EngineOptions;
  /** How far hash chains of beacons are followed; see RunOptions. */
  readonly iterations?: IterationPolicy;
  readonly progress: (done: number, total: number, what: string) => void;
}

/** @throws UsageError for files that cannot be opened; anything else is a fault of ours */
export async function assay(request: AssayRequest): Promise<Result> {
  const curves = new Map<CurveName, Promise<Curve>>();
  const curve = (name: CurveName): Promise<Curve> => {
    const known = curves.get(name) ?? openCurve(name, request.engine);
    curves.set(name, known);
    return known;
  };
  try {
    return await judge(request, curve, curves);
  } finally {
    for (const one of curves.values()) await (await one).close();
  }
}

/** @param opened the curves that `curve` has opened so far */
async function judge(
  request: AssayRequest,
  curve: (name: CurveName) => Promise<Curve>,
  opened: ReadonlyMap<CurveName, Promise<Curve>>,
): Promise<Result> {
  const startedAt = new Date();
  const dossier = await openDossier(request.given, curve);
  try {
    const seed = request.seed ?? drawSeed();
    const seedHex = Buffer.from(seed).toString("hex");
    const checks = request.ofGivenFiles === true ? request.checks.filter(isAbout(dossier)) : request.checks;
    const report = await runChecks(checks, dossier, {
      curve,
      seed,
      progress: request.progress,
      assumed: request.assumed,
      ...(request.iterations === undefined ? {} : { iterations: request.iterations }),
      reproduce: (id) => `${request.command} --only ${id} --seed ${seedHex}`,
    });
    const open = await Promise.all(opened.values());
    return {
      schema: RESULT_SCHEMA,
      tool: { name: "zkassay", version: version() },
      command: request.command,
      startedAt: startedAt.toISOString(),
      seconds: (Date.now() - startedAt.getTime()) / 1000,
      engine: open.map((one) => one.engine).join("; ") || "none needed",
      ...(report.usedCoefficients ? { soundness: soundnessOf(seedHex, request.seed !== undefined) } : {}),
      inputs: dossier.inputs,
      verdict: verdictOf(report.checks, report.excused, new Set(request.assumed.keys())),
      checks: report.checks,
      exhibits: report.exhibits,
    };
  } finally {
    await dossier.close();
  }
}

/** Whether everything that a check needs was given, or can be done without. */
function isAbout({ evidence, malformed }: Dossier): (check: Check) => boolean {
  const isThere = (role: Role): boolean =>
    evidence[role] !== undefined || malformed.has(role) || optionalRoles.has(role);
  return ({ needs }) => needs.every(isThere);
}

function soundnessOf(seed: string, given: boolean): Soundness {
  const source = given ? "seed" : "operating system";
  const caution = given
    ? "from a seed that was given: whoever knew it before the files were final could have made files for it"
    : "after the files were fixed";
  return {
    errorBits: ERROR_BITS,
    source,
    seed,
    statement: `Every equation was checked with random 128-bit coefficients, drawn ${caution}.`,
  };
}
