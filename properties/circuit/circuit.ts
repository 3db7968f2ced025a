/** A circuit that is compiled and can be run and checked. */
import { realpath } from "node:fs/promises";
import { mod } from "../../algebra/integers.js";
import { readSymbols } from "../../transcripts/circom/symbols.js";
import { readR1cs } from "../../transcripts/iden3/r1cs.js";
import { memorySource } from "../../transcripts/memorySource.js";
import { Locator, type Place } from "./place/locate.js";
import { mainOf, readSources, type Main } from "./sources.js";
import { compile, type Compiled, type CompileOptions } from "./compiler/compile.js";
import { CompileError } from "./compiler/error.js";
import { constraintsOf } from "./constraints.js";
import { BeyondBounds } from "./programLimits.js";
import { flatten, gatherArrays, shapeOf, type Inputs, type SignalArray } from "./signals.js";
import { firstViolated, type ConstraintSystem } from "./system.js";
import { targetText, type Target } from "./target.js";
import { violationAt, type Violation } from "./violation.js";
import { Calculator, type Refusal } from "./witness/calculator.js";

/** Compiled at O0: the other levels alias private inputs to outputs, and what is left checks another set of inputs. */
export interface Circuit {
  readonly target: Target;
  readonly compiled: Compiled;
  readonly prime: bigint;
  readonly main: Main;
  /** Of main: public inputs, then private ones, each in the order of the source. */
  readonly inputs: readonly SignalArray[];
  readonly outputs: readonly SignalArray[];
  readonly system: ConstraintSystem;
  /**
   * The value of every wire for inputs given by name; values are taken mod the prime. A refusal where the circuit's own
   * program stops.
   * @throws RangeError where an input is missing, unknown, or of another shape
   */
  witness(inputs: Inputs): Promise<bigint[] | Refusal>;
  /** The first constraint that a witness violates. @throws RangeError for what is no witness of this circuit */
  violated(witness: readonly bigint[]): Violation | null;
  /** Where a constraint comes from; `near` where several lines can be it. Null where no source is known. */
  placeOf(constraint: number): Place | null;
  /** Where the signal of a wire is declared. Null where no source is known. */
  declared(wire: number): Place | null;
}

export interface OpenOptions extends Pick<CompileOptions, "seconds" | "memoryBytes" | "cache"> {}

/**
 * Compiles a target and makes it ready.
 * @throws CompileError, TargetError; see compile
 */
export async function openCircuit(target: Target, options: OpenOptions = {}): Promise<Circuit> {
  const compiled = await compile(target, { ...options, level: "O0" });
  const name = targetText(target);
  const r1cs = await readR1cs(memorySource(`${name} (r1cs)`, compiled.r1cs.bytes));
  const symbols = readSymbols(`${name} (sym)`, compiled.sym.bytes);
  const calculator = await Calculator.load(compiled.wasm.bytes).catch((error: Error) => {
    throw error instanceof BeyondBounds ? new CompileError(error.message, target.file) : error;
  });
  // Wires 1, 2, …: outputs, public inputs, private inputs; at O0 all of them are there.
  const names = new Map(symbols.map((symbol) => [symbol.wire, symbol.name]));
  const lastOutput = r1cs.nOutputs;
  const lastInput = lastOutput + r1cs.nPublicInputs + r1cs.nPrivateInputs;
  const outputs = gatherArrays(symbols.filter(({ wire }) => wire >= 1 && wire <= lastOutput));
  const inputs = gatherArrays(symbols.filter(({ wire }) => wire > lastOutput && wire <= lastInput));
  for (const input of inputs) {
    if (calculator.sizeOf(input.name) !== input.wires.length) {
      throw new CompileError(`the witness program has another input ${input.name} than the constraints`);
    }
  }
  const sources = await readSources(compiled);
  const system: ConstraintSystem = {
    prime: r1cs.curve.r,
    wires: r1cs.nWires,
    constraints: await collect(constraintsOf(r1cs)),
    inputs: inputs.flatMap(({ wires }) => wires),
    outputs: outputs.flatMap(({ wires }) => wires),
    nameOf: (wire) => (wire === 0 ? "1" : (names.get(wire) ?? `wire ${wire}`)),
  };
  if (calculator.inputSize !== system.inputs.length || calculator.prime !== system.prime) {
    throw new CompileError(`the witness program and the constraints of ${name} are not of one circuit`);
  }
  const main = mainOf(target, sources, await realpath(target.file));
  const locator = new Locator(sources, main.template, system);
  return {
    target,
    compiled,
    prime: system.prime,
    main,
    inputs,
    outputs,
    system,
    witness: (given) => calculator.witness(inputValues(inputs, given, system.prime)),
    violated(witness) {
      const index = firstViolated(system, witness);
      return index === -1 ? null : violationAt(system, index, witness, locator.constraint(index));
    },
    placeOf: (constraint) => locator.constraint(constraint),
    declared: (wire) => (wire === 0 ? null : locator.declaration(wire)),
  };
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

/** @throws RangeError where an input is missing, unknown, or of another shape */
function inputValues(
  inputs: readonly SignalArray[],
  given: Inputs,
  prime: bigint,
): { name: string; values: bigint[] }[] {
  const unknown = Object.keys(given).find((name) => inputs.every((input) => input.name !== name));
  if (unknown !== undefined) throw new RangeError(`the circuit has no input ${unknown}`);
  return inputs.map(({ name, dimensions }) => {
    const values = given[name];
    if (values === undefined) throw new RangeError(`the input ${name} has no value`);
    const shape = shapeOf(values);
    if (String(shape) !== String(dimensions)) {
      throw new RangeError(`the input ${name} has the shape [${dimensions}], and not [${shape ?? "ragged"}]`);
    }
    return { name, values: flatten(values).map((value) => mod(value, prime)) };
  });
}
