/** A released circuit's source, compiled again, and its program of witnesses, run: evidence for the checks of releases. */
import { readFile } from "node:fs/promises";
import { compile, CompileError, TargetError, witnessAgainst } from "../properties/circuit/index.js";
import type { Inputs } from "../properties/circuit/index.js";
import type { InputRecord } from "../findings/index.js";
import { readR1cs } from "../transcripts/iden3/r1cs.js";
import { jsonValue } from "../transcripts/json.js";
import { MalformedError } from "../transcripts/malformed.js";
import { memorySource } from "../transcripts/memorySource.js";
import type { ConfigCircuit } from "../transcripts/policy/config.js";
import type { Rebuilt, WitnessProgram, WitnessTrial } from "../transcripts/policy/release.js";
import { openFile } from "../transcripts/source.js";
import { circuitInputs } from "./circuitRecord.js";
import { UsageError } from "./exit.js";
import { inputRecord } from "./files.js";
import { pathIn, type OpenConfig } from "./releaseConfig.js";

const LEVELS = { "--O0": "O0", "--O1": "O1", "--O2": "O2" } as const;
/** Names of the errors of WebAssembly, of functions that are not there, and of what a program does instead of answering. */
const NO_PROGRAM: ReadonlySet<string> = new Set([
  "CompileError",
  "LinkError",
  "ProgramStop",
  "RangeError",
  "RuntimeError",
  "Timeout",
  "TypeError",
]);
/** Dimensions of an array of inputs. */
const MOST_NESTED = 64;
const MAX_INPUTS = 64 * 1024 * 1024;

/** Evidence with the files that were read for it. */
interface Made<T> {
  readonly evidence: T;
  readonly inputs: readonly InputRecord[];
}

/**
 * The circuit compiled from its source; null where the configuration names none.
 * @throws UsageError for a source that cannot be opened
 */
export async function rebuild(opened: OpenConfig, circuit: ConfigCircuit): Promise<Made<Rebuilt> | null> {
  const { source, compiler } = circuit;
  if (source === undefined || compiler === undefined) return null;
  const file = await pathIn(opened, source);
  const libraries = await Promise.all(compiler.libraries.map((path) => pathIn(opened, path)));
  const level = LEVELS[compiler.flags[0] ?? "--O1"];
  const named = `${compiler.name} ${compiler.version} --${level}`;
  try {
    const { prime, version } = compiler;
    const compiled = await compile({ kind: "main", file, libraries, prime }, { level, version });
    const r1cs = await readR1cs(memorySource(`${file} (compiled again)`, compiled.r1cs.bytes));
    const made = {
      kind: "made",
      r1cs,
      wasmSha256: compiled.wasm.sha256,
      sources: compiled.sources.length,
    } as const;
    return { evidence: { source: file, compiler: named, made }, inputs: await circuitInputs({ compiled }) };
  } catch (error) {
    if (error instanceof TargetError) throw new UsageError(error.message);
    if (!(error instanceof CompileError)) throw error;
    const none = { kind: "unavailable", reason: error.message } as const;
    return {
      evidence: { source: file, compiler: named, made: none },
      inputs: [await recordOf("circom", file)],
    };
  }
}

/** The program as it is released, run on the declared inputs; null where the configuration names none. */
export async function runProgram(
  opened: OpenConfig,
  circuit: ConfigCircuit,
): Promise<Made<WitnessProgram> | null> {
  if (circuit.wasm === undefined) return null;
  const path = await pathIn(opened, circuit.wasm);
  const program = await recordOf("witnessProgram", path);
  const inputs = [program];
  const trials: WitnessTrial[] = [];
  for (const one of circuit.inputs) {
    const file = await pathIn(opened, one);
    inputs.push(await recordOf("witnessInputs", file));
    trials.push({ inputs: file, outcome: await trial(path, await pathIn(opened, circuit.r1cs ?? ""), file) });
  }
  return { evidence: { path, sha256: program.sha256, trials }, inputs };
}

async function recordOf(role: string, path: string): Promise<InputRecord> {
  const source = await openFile(path);
  try {
    return await inputRecord(role, source);
  } finally {
    await source.close();
  }
}

async function trial(wasm: string, r1cs: string, file: string): Promise<WitnessTrial["outcome"]> {
  const given = await openFile(file);
  const constraints = await openFile(r1cs);
  try {
    const inputs = inputsOf(file, await jsonValue(given, MAX_INPUTS));
    const agreement = await witnessAgainst(await readFile(wasm), constraints, inputs);
    if (agreement.kind !== "refused") return agreement;
    return { kind: "refused", reason: agreement.refusal.message };
  } catch (error) {
    // A program that is none, or that lacks what circom's have, is an answer about the program.
    if (error instanceof Error && NO_PROGRAM.has(error.name))
      return { kind: "unlike", reason: `this is no program that circom made: ${error.message}` };
    if (error instanceof MalformedError) return { kind: "unlike", reason: error.message };
    throw error;
  } finally {
    await Promise.all([given.close(), constraints.close()]);
  }
}

/** Every input by name, numbers as JSON has them or as decimal text. */
function inputsOf(file: string, value: unknown): Inputs {
  const fail = (problem: string): UsageError => new UsageError(`${file}: ${problem}`);
  const nested = (one: unknown, depth: number): Inputs[string] => {
    if (depth > MOST_NESTED) throw fail(`lists are nested more than ${MOST_NESTED} deep`);
    if (Array.isArray(one)) return one.map((inner) => nested(inner, depth + 1));
    if (typeof one === "number" && Number.isSafeInteger(one)) return BigInt(one);
    if (typeof one === "string" && /^-?(?:\d{1,100}|0x[0-9a-f]{1,80})$/i.test(one)) return BigInt(one);
    throw fail("an input is a whole number, the decimal text of one, or a list of them");
  };
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw fail("inputs are an object, each by its name");
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, nested(one, 0)]));
}
