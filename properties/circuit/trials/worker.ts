/** The thread in which somebody else's witness program runs: its memory, its crashes and its endless loops stay here. */
import { parentPort, workerData } from "node:worker_threads";
import { MalformedError } from "../../../transcripts/malformed.js";
import type { WitnessTrial } from "../../../transcripts/policy/release.js";
import { openFile } from "../../../transcripts/source.js";
import { drawFrom } from "../../random.js";
import { agreementOn, pairOf, type Pair } from "../agreement.js";
import { BeyondBounds } from "../programLimits.js";
import type { Inputs } from "../signals.js";
import type { RandomWish, TrialJob, TrialMessage } from "./job.js";
import { drawInputs, flat, inputsBySymbols, type FlatInputs } from "./randomInputs.js";

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

type Fault = Extract<WitnessTrial["outcome"], { kind: "unlike" | "stopped" }>;

/** What an error says of the program. @throws it where it is a fault of ours */
function faultOf(error: unknown): Fault {
  if (error instanceof BeyondBounds) return { kind: "stopped", reason: error.message };
  if (error instanceof MalformedError) return { kind: "unlike", reason: error.message };
  if (error instanceof Error && NO_PROGRAM.has(error.name))
    return { kind: "unlike", reason: `this is no program that circom made: ${error.message}` };
  throw error;
}

async function outcomeOn(pair: Pair, inputs: Inputs): Promise<WitnessTrial["outcome"]> {
  try {
    const agreement = await agreementOn(pair, inputs);
    if (agreement.kind !== "refused") return agreement;
    const { message, stopped } = agreement.refusal;
    return { kind: stopped === true ? "stopped" : "refused", reason: message };
  } catch (error) {
    return faultOf(error);
  }
}

const post = (message: TrialMessage): void => parentPort?.postMessage(message, []);

async function run({ wasm, r1cs, declared, random }: TrialJob): Promise<void> {
  const source = await openFile(r1cs);
  try {
    const pair = await pairOf(wasm, source).catch(faultOf);
    if (pair.kind !== "pair") {
      const { kind, reason } = pair;
      post({ kind: "fault", fault: { kind, reason } });
      return;
    }
    for (const { file, inputs } of declared)
      post({ kind: "declared", trial: { inputs: file, outcome: await outcomeOn(pair, inputs) } });
    if (random !== null)
      await runRandom(
        pair,
        random,
        declared.map(({ inputs }) => flat(inputs)),
      );
  } finally {
    await source.close();
  }
}

/** Draws inputs and runs them, until one is found on which the program is wrong. */
async function runRandom(pair: Pair, wish: RandomWish, declared: readonly FlatInputs[]): Promise<void> {
  const { seed, runs, seconds, symbols } = wish;
  const { calculator, circuit } = pair;
  const none = { seed, satisfied: 0, refused: 0, wrong: null };
  const bases = declared.length > 0 ? declared : named(calculator, symbols);
  const known = [...(bases[0]?.values() ?? [])].reduce((sum, values) => sum + values.length, 0);
  if (known !== calculator.inputSize)
    return post({ kind: "random", random: { ...none, open: "the names of its inputs are not known" } });
  const stream = drawFrom(seed, "inputs of a witness program");
  const started = performance.now();
  const sum = { satisfied: 0, refused: 0 };
  const at = (): typeof none & { open: string | null } => ({ ...none, ...sum, open: null });
  for (let i = 0; i < runs; i++) {
    if (performance.now() - started > seconds * 1000)
      return post({ kind: "random", random: { ...at(), open: `stopped after ${seconds} s` } });
    const inputs = drawInputs(stream, circuit.curve.r, bases, i);
    const outcome = await outcomeOn(pair, inputs);
    if (outcome.kind === "satisfied") sum.satisfied++;
    else if (outcome.kind === "refused") sum.refused++;
    else if (outcome.kind === "stopped")
      return post({ kind: "random", random: { ...at(), open: outcome.reason } });
    else
      return post({
        kind: "random",
        random: { ...at(), wrong: { index: i, inputs: shown(inputs), outcome } },
      });
    post({ kind: "random", random: { ...at(), open: "it was not finished" } });
  }
  post({ kind: "random", random: at() });
}

function named(calculator: Pair["calculator"], symbols: Uint8Array | null): FlatInputs[] {
  if (symbols === null) return [];
  try {
    return [inputsBySymbols(symbols, (name) => calculator.sizeOf(name))];
  } catch (error) {
    faultOf(error);
    return [];
  }
}

/** JSON as a file of inputs has it. */
const shown = (inputs: Inputs): string =>
  JSON.stringify(inputs, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value));

await run(workerData as TrialJob);
post({ kind: "end" });
