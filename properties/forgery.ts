/** Asks for witnesses that must not exist: signals of main fixed by name, everything else for the prover to choose. */
import { mod } from "../algebra/integers.js";
import type { Circuit, SignalArray } from "./circuit/index.js";
import type { Random } from "./random.js";
import { forge } from "./uniqueness/forge.js";

export interface Wanted {
  /** Signals of main and the values that they shall have; each as long as the signal. */
  readonly signals: readonly (readonly [signal: SignalArray, values: readonly bigint[]])[];
  /** Wires inside, with the values that a hostile prover would put there. */
  readonly inner?: ReadonlyMap<number, bigint>;
  /** A witness of other values, tried first where nothing is determined. */
  readonly hint?: readonly bigint[] | null;
  /** Date.now() after which to give up. */
  readonly deadline: number;
}

/**
 * A witness that satisfies every constraint and has the wanted values, or null where none was found.
 * @throws RangeError where a signal has more or fewer values than wires
 */
export function forgeWitness(circuit: Circuit, wanted: Wanted, random: Random): readonly bigint[] | null {
  const { prime } = circuit;
  const fixed = new Map<number, bigint>();
  for (const [wire, value] of wanted.inner ?? []) fixed.set(wire, mod(value, prime));
  for (const [{ name, wires }, values] of wanted.signals) {
    if (wires.length !== values.length) throw new RangeError(`${values.length} values for ${name}`);
    for (const [i, wire] of wires.entries()) fixed.set(wire, mod(values[i] ?? 0n, prime));
  }
  const draw = () => Number(random.bits(32)) / 2 ** 32;
  return forge(circuit.system, fixed, wanted.hint ?? null, { deadline: wanted.deadline }, draw);
}
