/** One input, held against a contract: by the circuit's own program, and by a prover who writes the witness by hand. */
import { flatten, valuesOf, type Circuit, type Inputs } from "../circuit/index.js";
import { findSecond, forge, type Budget } from "../uniqueness/index.js";
import type { Expected, Shape } from "./contract.js";

/** What is wrong; null where nothing is. */
export type Wrong = string | null;

/** The inputs by the circuit's own names. */
export function named(inputs: Inputs, shape: Shape): Inputs {
  return Object.fromEntries(
    Object.entries(inputs).map(([role, value]) => [shape.signals.get(role)?.name ?? role, value]),
  );
}

/** Runs the witness program: completeness, and what the program itself lets pass. */
export async function judge(
  circuit: Circuit,
  inputs: Inputs,
  expected: Expected,
  shape: Shape,
): Promise<Wrong> {
  if (expected.kind === "anything") return null;
  const made = await circuit.witness(named(inputs, shape));
  if (!Array.isArray(made)) {
    if (expected.kind === "none") return null;
    return `completeness: the inputs are good, and the circuit's own program refuses them: ${made.message}`;
  }
  const violation = circuit.violated(made);
  if (expected.kind === "none")
    return violation === null ? `soundness: ${expected.because}, and the circuit accepts it` : null;
  if (violation !== null)
    return `completeness: the witness that the circuit's own program makes violates ${violation.formula}`;
  return difference(made, expected.outputs, shape, "soundness: every constraint holds with");
}

/** The first output that is not what the contract says. */
function difference(witness: readonly bigint[], outputs: Inputs, shape: Shape, lead: string): Wrong {
  for (const [role, value] of Object.entries(outputs)) {
    const signal = shape.signals.get(role);
    if (signal === undefined) continue;
    const got = flatten(valuesOf(signal, witness));
    const wanted = flatten(value);
    if (got.some((one, i) => one !== wanted[i]))
      return `${lead} ${signal.name} = ${shown(got, shape.prime)}, and it must be ${shown(wanted, shape.prime)}`;
  }
  return null;
}

/** Values as a reader wants to see them: −1 for the prime less one. */
export function shown(values: readonly bigint[], prime: bigint): string {
  const texts = values.map((value) => (prime - value < 1n << 32n ? `−${prime - value}` : String(value)));
  return texts.length === 1 ? (texts[0] ?? "") : `[${texts.join(", ")}]`;
}

/**
 * Looks for a witness that nobody's program would make: bad inputs that constraints let pass, and other outputs for good
 * ones. Every witness found is checked on all constraints.
 */
export async function judgeByHand(
  circuit: Circuit,
  inputs: Inputs,
  expected: Expected,
  shape: Shape,
  prover: { readonly budget: Budget; readonly random: () => number },
): Promise<Wrong> {
  if (expected.kind === "anything") return null;
  const { system } = circuit;
  const made = await circuit.witness(named(inputs, shape));
  if (expected.kind === "outputs") {
    if (!Array.isArray(made) || circuit.violated(made) !== null) return null;
    const second = findSecond(system, made, prover.budget, prover.random);
    if (second === null || circuit.violated(second) !== null) return null;
    return difference(
      second,
      expected.outputs,
      shape,
      "soundness: a witness written by hand satisfies every constraint with",
    );
  }
  const fixed = new Map<number, bigint>();
  for (const [role, value] of Object.entries(inputs)) {
    const wires = shape.signals.get(role)?.wires ?? [];
    flatten(value).forEach((one, i) => {
      const wire = wires[i];
      if (wire !== undefined) fixed.set(wire, one);
    });
  }
  const forged = forge(system, fixed, null, prover.budget, prover.random);
  if (forged === null || circuit.violated(forged) !== null) return null;
  return `soundness: ${expected.because}, the circuit's own program refuses it, and a witness written by hand satisfies every constraint`;
}
