/** A released circuit's source, compiled again, and its program of witnesses, run: evidence for the checks of releases. */
import { compile, CompileError, runTrials, TargetError } from "../properties/circuit/index.js";
import type { Inputs } from "../properties/circuit/index.js";
import { readR1cs } from "../transcripts/iden3/r1cs.js";
import { jsonValue } from "../transcripts/json.js";
import { MalformedError } from "../transcripts/malformed.js";
import { memorySource } from "../transcripts/memorySource.js";
import type { ConfigCircuit } from "../transcripts/policy/config.js";
import type { Rebuilt, WitnessProgram } from "../transcripts/policy/release.js";
import { digestsOf } from "../transcripts/digest.js";
import type { ByteSource } from "../transcripts/source.js";
import { circuitInputs } from "./circuitRecord.js";
import { UsageError } from "./exit.js";
import { readOrRefuse } from "./files.js";
import type { InputFile } from "./inputs.js";
import { pathIn, type OpenConfig } from "./releaseConfig.js";

const LEVELS = { "--O0": "O0", "--O1": "O1", "--O2": "O2" } as const;
/** Dimensions of an array of inputs. */
const MOST_NESTED = 64;
const MAX_INPUTS = 64 * 1024 * 1024;
const MAX_SOURCE = 64 * 1024 * 1024;
/** Of a program of witnesses, and of the names of its signals. */
const MAX_PROGRAM = 1024 * 1024 * 1024;

/** Evidence with the files that were read for it. */
interface Made<T> {
  readonly evidence: T;
  readonly inputs: readonly InputFile[];
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
      symbols: compiled.sym.bytes,
      sources: compiled.sources.length,
    } as const;
    return { evidence: { source: file, compiler: named, made }, inputs: await circuitInputs({ compiled }) };
  } catch (error) {
    if (error instanceof TargetError) throw new UsageError(error.message);
    if (!(error instanceof CompileError)) throw error;
    const none = { kind: "unavailable", reason: error.message } as const;
    return {
      evidence: { source: file, compiler: named, made: none },
      inputs: [{ role: "circom", source: await readOrRefuse(file, MAX_SOURCE) }],
    };
  }
}

/** Draws of inputs that nobody declared: enough to meet a program that is wrong often, and no proof of anything. */
const RANDOM = { runs: 100, seconds: 30 } as const;

/** What a program is run on, and beside what. */
export interface ProgramRun {
  /** The circuit, compiled again, where it was. */
  readonly rebuilt: Rebuilt | undefined;
  /** 32 bits, for inputs that nobody declared; null where it is not to be run at all. */
  readonly seed: number | null;
}

/**
 * The program as it is released, run on the declared inputs and, where it is not the one that
 * the compiler makes, on random ones; null where the configuration names none.
 * @throws UsageError for a file that cannot be opened
 */
export async function runProgram(
  opened: OpenConfig,
  circuit: ConfigCircuit,
  { rebuilt, seed }: ProgramRun,
): Promise<Made<WitnessProgram> | null> {
  if (circuit.wasm === undefined) return null;
  const source = await readOrRefuse(await pathIn(opened, circuit.wasm), MAX_PROGRAM);
  const symbols =
    circuit.sym === undefined ? null : await readOrRefuse(await pathIn(opened, circuit.sym), MAX_PROGRAM);
  const { path } = source;
  const { sha256 } = await digestsOf(source);
  const inputs: InputFile[] = [{ role: "witnessProgram", source }];
  if (symbols !== null) inputs.push({ role: "symbols", source: symbols });
  const unrun = { path, sha256, fault: null, trials: [], random: null };
  if (circuit.r1cs === undefined || seed === null) return { evidence: unrun, inputs };
  const declared = await declaredInputs(opened, circuit);
  inputs.push(...declared.map((one) => ({ role: "witnessInputs", source: one.source })));
  const made = rebuilt?.made.kind === "made" ? rebuilt.made : null;
  const isSame = made?.wasmSha256 === sha256;
  if (isSame && declared.length === 0) return { evidence: unrun, inputs };
  const names = symbols === null ? (made?.symbols ?? null) : await symbols.read(0, symbols.size);
  const trials = await runTrials({
    wasm: await source.read(0, source.size),
    r1cs: await pathIn(opened, circuit.r1cs),
    declared: declared.map((one) => ({ file: one.source.path, inputs: one.inputs })),
    random: isSame ? null : { seed, ...RANDOM, symbols: names },
  });
  return { evidence: { path, sha256, ...trials }, inputs };
}

interface DeclaredInputs {
  readonly source: ByteSource;
  readonly inputs: Inputs;
}

/** The inputs that the configuration says the program accepts. */
async function declaredInputs(opened: OpenConfig, circuit: ConfigCircuit): Promise<DeclaredInputs[]> {
  const declared: DeclaredInputs[] = [];
  for (const one of circuit.inputs) {
    const source = await readOrRefuse(await pathIn(opened, one), MAX_INPUTS);
    declared.push({ source, inputs: inputsOf(source.path, await jsonIn(source)) });
  }
  return declared;
}

async function jsonIn(source: ByteSource): Promise<unknown> {
  try {
    return await jsonValue(source, MAX_INPUTS);
  } catch (error) {
    throw error instanceof MalformedError ? new UsageError(error.message) : error;
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
