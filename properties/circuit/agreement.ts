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
  /** They differ in something that no inputs are needed for. */
  | { readonly kind: "unlike"; readonly reason: string };

/**
 * Computes the witness of `inputs` by a witness program and puts it into every constraint of an .r1cs, one at a time, so
 * that a circuit of any size is judged in little memory.
 * @param wasm what circom wrote as NAME_js/NAME.wasm
 * @param inputs every input of main by its name; values are taken mod the prime
 * @throws MalformedError where the .r1cs cannot be read; Error where `wasm` is no witness program
 */
export async function witnessAgainst(wasm: Uint8Array, r1cs: ByteSource, inputs: Inputs): Promise<Agreement> {
  const calculator = await Calculator.load(wasm);
  const circuit = await readR1cs(r1cs);
  const reason = difference(calculator, circuit, inputs);
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

/** What tells the two apart without any inputs, or null. */
function difference(calculator: Calculator, circuit: R1cs, inputs: Inputs): string | null {
  const { nWires, nPublicInputs, nPrivateInputs } = circuit;
  if (calculator.prime !== circuit.curve.r) return "the program computes in another field";
  if (calculator.witnessSize !== nWires) {
    return `the program computes ${calculator.witnessSize} wires, and the constraints have ${nWires}`;
  }
  // The header counts inputs that simplification removed, and so does the program.
  if (calculator.inputSize !== nPublicInputs + nPrivateInputs) {
    return `the program takes ${calculator.inputSize} inputs, and the constraints have ${nPublicInputs + nPrivateInputs}`;
  }
  for (const [name, values] of Object.entries(inputs)) {
    const size = calculator.sizeOf(name);
    if (size < 0) return `the program has no input ${name}`;
    const given = flatten(values).length;
    if (size !== given) return `the program's input ${name} has ${size} values, and ${given} are given`;
  }
  const given = Object.values(inputs).reduce((sum, values) => sum + flatten(values).length, 0);
  return given === calculator.inputSize ? null : `${given} of ${calculator.inputSize} inputs are given`;
}
