/** A circuit of the form out ≡ a·b mod p over limbs: its signals, its size, and where it keeps what it divides by. */
import type { Fact } from "../../findings/index.js";
import { overridden, signalFor, valueFor } from "../binding.js";
import { nest, type Circuit, type Inputs, type SignalArray } from "../circuit/index.js";
import { Misfit, type Vocabulary, type Wishes } from "../property.js";
import type { Random } from "../random.js";
import { carries, difference, divide } from "./carries.js";
import { findInnerWires, type InnerWires, type Sample } from "./innerWires.js";
import { type LimbShape, power, toLimbs } from "./limbs.js";
import type { Operands } from "./operands.js";

export interface Multiplication {
  readonly circuit: Circuit;
  readonly shape: LimbShape;
  readonly signals: Readonly<Record<"a" | "b" | "p" | "out", SignalArray>>;
  /** Values of --set in place of what the template's own parameters say. */
  readonly overriding: readonly Fact[];
}

/** What each role means, and the names by which circuits call it besides. */
export const multiplicationRoles = [
  { role: "a", among: "inputs", meaning: "the first factor, in limbs", names: ["x", "in1"], rank: 1 },
  { role: "b", among: "inputs", meaning: "the second factor, in limbs", names: ["y", "in2"], rank: 1 },
  { role: "p", among: "inputs", meaning: "the modulus, in limbs", names: ["modulus", "m"], rank: 1 },
  { role: "out", among: "outputs", meaning: "the remainder, in limbs", names: ["r", "result"], rank: 1 },
] as const;

export const limbBits = { name: "n", meaning: "bits of a limb", parameters: ["n", "CHUNK_SIZE", "w"] };

/** For properties that bind by hand. */
export const multiplicationVocabulary: Vocabulary = {
  signals: Object.fromEntries(multiplicationRoles.map(({ role, meaning }) => [role, meaning])),
  values: { [limbBits.name]: limbBits.meaning },
};

export function bindMultiplication(circuit: Circuit, wishes: Wishes): Multiplication | Misfit {
  const found: SignalArray[] = [];
  for (const sought of multiplicationRoles) {
    const signal = signalFor(circuit, wishes, sought);
    if (signal instanceof Misfit) return signal;
    found.push(signal);
  }
  const [a, b, p, out] = found as [SignalArray, SignalArray, SignalArray, SignalArray];
  if (circuit.inputs.length !== 3) return new Misfit("it has inputs besides two factors and a modulus");
  const k = a.wires.length;
  if (k < 2 || found.some(({ wires }) => wires.length !== k))
    return new Misfit("factors, modulus and remainder are not of one number of limbs, two at least");
  const n = valueFor(circuit, wishes, limbBits.name, limbBits.parameters);
  if (n instanceof Misfit) return n;
  const reason = limbsMisfit(Number(n), circuit.prime);
  if (reason !== null) return new Misfit(reason);
  const overriding = overridden(circuit, wishes, limbBits.name, limbBits.parameters);
  return { circuit, shape: { n: Number(n), k }, signals: { a, b, p, out }, overriding };
}

/** Products of two limbs must be below the prime, or nothing of this arithmetic holds. */
export function limbsMisfit(n: number, prime: bigint): string | null {
  // 2^(2n) < p, told by the number of bits: n may be any number that a user gives.
  return n >= 1 && 2 * n < prime.toString(2).length
    ? null
    : `products of limbs of ${n} bits are not below the prime`;
}

/** The operands by the circuit's own names. */
function inputsOf({ signals }: Multiplication, operands: Operands): Inputs {
  return Object.fromEntries(
    (["a", "b", "p"] as const).map((role) => [
      signals[role].name,
      nest(operands[role], signals[role].dimensions),
    ]),
  );
}

/**
 * Which wires hold q, r, the coefficients of the difference and its carries, by two honest witnesses; null where the
 * circuit makes none, "another function" where its output is not the remainder: a sum has the same signals.
 */
export async function innerWires(
  multiplication: Multiplication,
  random: Random,
): Promise<InnerWires | "another function" | null> {
  const { circuit, shape, signals } = multiplication;
  const samples: Sample[] = [];
  for (let i = 0; i < 2; i++) {
    // A modulus of full size, so that every limb of q and r is a number that nothing else is.
    const modulus = power(shape.n * shape.k - 1) + random.bits(shape.n * shape.k - 1);
    const draw = () => toLimbs(random.below(modulus), shape);
    const operands = { a: draw(), b: draw(), p: toLimbs(modulus, shape) };
    const witness = await circuit.witness(inputsOf(multiplication, operands));
    const division = divide(operands.a, operands.b, operands.p, shape);
    if (!Array.isArray(witness) || circuit.violated(witness) !== null || division === null) return null;
    if (signals.out.wires.some((wire, limb) => witness[wire] !== division.r[limb])) return "another function";
    const t = difference(division);
    const c = carries(t, shape.n) ?? [];
    samples.push({ witness, parts: { q: division.q, r: division.r, t, carries: c } });
  }
  return findInnerWires(circuit, samples);
}
