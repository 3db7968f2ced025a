/**
 * Runs checks in the test's own process, on files and on bytes in memory, with curves that stay open and a seed
 * that never changes: `zkassay verify … --seed` with it draws the same coefficients.
 */
import { openCurve, type EngineOptions } from "../../algebra/open.js";
import type { Curve, CurveName } from "../../algebra/curve.js";
import type { Check } from "../../checks/check.js";
import type { Dossier, Evidence } from "../../checks/evidence.js";
import { registry } from "../../checks/registry.js";
import { runChecks } from "../../checks/run.js";
import { verdictOf } from "../../checks/verdict.js";
import { openDossier, type GivenFiles } from "../../cli/files.js";
import { leftOut } from "../../cli/options.js";
import type { Result } from "../../findings/index.js";
import type { ByteSource } from "../../transcripts/source.js";
import { MalformedError } from "../../transcripts/malformed.js";

/** The seed of all coefficients; every test that fails prints it. */
const SEED = new Uint8Array(32).fill(0x5a);
export const seedHex = Buffer.from(SEED).toString("hex");

/** In the calling thread: tiny files gain nothing from others. */
const QUICK: EngineOptions = { threads: 0 };

export interface AssayOptions {
  /** Default: all of the registry. */
  readonly checks?: readonly Check[];
  /** Only these, and what they rely on. */
  readonly only?: readonly string[];
  readonly engine?: EngineOptions["engine"];
  readonly seed?: Uint8Array;
}

/** What an outcome is judged by: the parts of a result that the checks make. */
export type Assayed = Pick<Result, "verdict" | "checks" | "exhibits">;

const curves = new Map<string, Promise<Curve>>();

/** A curve that lives as long as the test process. */
export function sharedCurve(name: CurveName, engine: EngineOptions["engine"] = "fast"): Promise<Curve> {
  const key = `${name} ${engine}`;
  const known = curves.get(key) ?? openCurve(name, { ...QUICK, engine });
  curves.set(key, known);
  return known;
}

/** Runs checks over evidence that is already read. */
export async function assayDossier(dossier: Dossier, options: AssayOptions = {}): Promise<Assayed> {
  const { checks = registry, only, engine, seed = SEED } = options;
  const assumed = leftOut(checks, only);
  const report = await runChecks(checks, dossier, {
    curve: (name) => sharedCurve(name, engine),
    seed,
    assumed,
    reproduce: (id) => `--only ${id} --seed ${Buffer.from(seed).toString("hex")}`,
  });
  const verdict = verdictOf(report.checks, report.excused, new Set(assumed.keys()));
  return { verdict, checks: report.checks, exhibits: report.exhibits };
}

/** Runs checks over files, opened and told apart as the command line does it. */
export async function assayFiles(given: GivenFiles, options: AssayOptions = {}): Promise<Assayed> {
  const dossier = await openDossier(given, (name) => sharedCurve(name));
  try {
    return await assayDossier(dossier, options);
  } finally {
    await dossier.close();
  }
}

/** Bytes in memory as a file, so that one flipped byte costs no copy on disk. */
export class MemorySource implements ByteSource {
  constructor(
    readonly path: string,
    private readonly bytes: Uint8Array,
  ) {}

  get size(): number {
    return this.bytes.length;
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    if (offset < 0 || length < 0 || offset + length > this.size) {
      const problem = `${length} bytes are needed here, and the file ends at byte ${this.size}`;
      throw new MalformedError({ file: this.path, section: "file", offset, problem });
    }
    return this.bytes.slice(offset, offset + length);
  }

  async close(): Promise<void> {}
}

/** A file of a dossier: the part that it plays, and how it is read. */
export interface Reader {
  readonly role: "r1cs" | "ptau" | "zkey";
  readonly read: (source: ByteSource) => Promise<Partial<Evidence>>;
}

/** A dossier with one record read from bytes, or its error where they cannot be read. */
export async function withRecord(
  others: Partial<Evidence>,
  { role, read }: Reader,
  bytes: Uint8Array,
): Promise<Dossier> {
  try {
    const record = await read(new MemorySource(`in memory.${role}`, bytes));
    return { evidence: { ...others, ...record }, malformed: new Map() };
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    return { evidence: others, malformed: new Map([[role, error]]) };
  }
}

/** Ids of the checks with one outcome. */
export function idsWith(assayed: Assayed, outcome: "pass" | "fail"): string[] {
  return assayed.checks.filter((check) => check.outcome === outcome).map(({ id }) => id);
}

/** What a failing test shows of a result. */
export function summaryOf(assayed: Assayed): string {
  const lines = assayed.checks
    .filter(({ outcome }) => outcome !== "pass")
    .map(({ id, outcome, reason, findings }) => {
      const words = reason ?? findings.map(({ statement }) => statement).join("; ");
      return `  ${id}: ${outcome}: ${words}`;
    });
  return [`seed ${seedHex}`, assayed.verdict.summary, ...lines].join("\n");
}
