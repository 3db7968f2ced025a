/** Whether a witness program and a constraint system are of one circuit, as far as given inputs show. */
import { mod } from "../../algebra/integers.js";
import { readR1cs, type R1cs } from "../../transcripts/iden3/r1cs.js";
import type { ByteSource } from "../../transcripts/source.js";
import { constraintsOf } from "./constraints.js";
import { flatten, type Inputs } from "./signals.js";
import { holds } from "./system.js";
import { Calculator, type Refusal } from "./witness/calculator.js";

export type Agreement =
  | { readonly kind: "satisfied"; readonly wires: number; readonly constraints: number }
  /** The witness that the program computed violates a constraint. */
  | { readonly kind: "violated"; readonly constraint: number }
  /** The program stopped on these inputs: nothing is said about the constraints. */
  | { readonly kind: "refused"; readonly refusal: Refusal }
  | Unlike;

/** They differ in something that no constraint is needed for. */
export interface Unlike {
  readonly kind: "unlike";
  readonly reason: string;
}

/** A program beside the constraints that its witnesses are put into. */
export interface Pair {
  readonly kind: "pair";
  readonly calculator: Calculator;
  readonly circuit: R1cs;
}

/**
 * Opens a program beside an .r1cs.
 * @param wasm what circom wrote as NAME_js/NAME.wasm
 * @throws MalformedError where the .r1cs cannot be read; what Calculator.load throws where `wasm` is no witness program
 */
export async function pairOf(wasm: Uint8Array, r1cs: ByteSource): Promise<Pair | Unlike> {
  const calculator = await Calculator.load(wasm);
  const circuit = await readR1cs(r1cs);
  const unlike = (reason: string): Unlike => ({ kind: "unlike", reason });
  const { nWires, nPublicInputs, nPrivateInputs } = circuit;
  if (calculator.prime !== circuit.curve.r) return unlike("the program computes in another field");
  if (calculator.witnessSize !== nWires)
    return unlike(`the program computes ${calculator.witnessSize} wires, and the constraints have ${nWires}`);
  // The header counts inputs that simplification removed, and so does the program.
  const inputs = nPublicInputs + nPrivateInputs;
  if (calculator.inputSize !== inputs)
    return unlike(`the program takes ${calculator.inputSize} inputs, and the constraints have ${inputs}`);
  return { kind: "pair", calculator, circuit };
}

/**
 * Computes the witness of `inputs` and puts it into every constraint, one at a time, so that a circuit of any size is
 * judged in little memory.
 * @param inputs every input of main by its name; values are taken mod the prime
 * @throws MalformedError where the constraints cannot be read; see also Calculator
 */
export async function agreementOn({ calculator, circuit }: Pair, inputs: Inputs): Promise<Agreement> {
  const reason = misfit(calculator, inputs);
  if (reason !== null) return { kind: "unlike", reason };
  const prime = circuit.curve.r;
  const witness = await calculator.witness(
    Object.entries(inputs).map(([name, values]) => ({
      name,
      values: flatten(values).map((value) => mod(value, prime)),
    })),
  );
  if (!Array.isArray(witness)) return { kind: "refused", refusal: witness };
  // Zeros everywhere satisfy whatever has no constant, and no prover can use them.
  if (witness[0] !== 1n) return { kind: "unlike", reason: "the first wire of its witness is not 1" };
  let constraint = 0;
  for await (const one of constraintsOf(circuit)) {
    if (!holds(one, witness, prime)) return { kind: "violated", constraint };
    constraint++;
  }
  return { kind: "satisfied", wires: witness.length, constraints: constraint };
}

/** Why these are not the inputs of the program, or null. */
function misfit(calculator: Calculator, inputs: Inputs): string | null {
  for (const [name, values] of Object.entries(inputs)) {
    const size = calculator.sizeOf(name);
    if (size < 0) return `the program has no input ${name}`;
    const given = flatten(values).length;
    if (size !== given) return `the program's input ${name} has ${size} values, and ${given} are given`;
  }
  const given = Object.values(inputs).reduce((sum, values) => sum + flatten(values).length, 0);
  return given === calculator.inputSize ? null : `${given} of ${calculator.inputSize} inputs are given`;
}
