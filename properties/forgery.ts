/** Asks for witnesses that must not exist: signals of main fixed by name, everything else for the prover to choose. */
import { mod } from "../algebra/integers.js";
import { now } from "./clock.js";
import type { Circuit, SignalArray } from "./circuit/index.js";
import { fact, inconclusive, type Yielded } from "./property.js";
import type { Random } from "./random.js";
import { forge } from "./uniqueness/forge.js";
import { prepare } from "./uniqueness/prepare.js";

export interface Wanted {
  /** Signals of main and the values that they shall have; each as long as the signal. */
  readonly signals: readonly (readonly [signal: SignalArray, values: readonly bigint[]])[];
  /** Wires inside, with the values that a hostile prover would put there. */
  readonly inner?: ReadonlyMap<number, bigint>;
  /** A witness of other values, tried first where nothing is determined. */
  readonly hint?: readonly bigint[] | null;
  /** How long to search; what is done once for a circuit is not counted. */
  readonly milliseconds: number;
}

export interface Forged {
  /** Satisfies every constraint and has the wanted values; null where none was found. */
  readonly witness: readonly bigint[] | null;
  /** The search was ended by time, so that no witness found says little. */
  readonly isTimeUp: boolean;
}

/**
 * Searches for a witness that satisfies every constraint and has the wanted values.
 * @throws RangeError where a signal has more or fewer values than wires
 */
export function forgeWitness(circuit: Circuit, wanted: Wanted, random: Random): Forged {
  const { prime, system } = circuit;
  const fixed = new Map<number, bigint>();
  for (const [wire, value] of wanted.inner ?? []) fixed.set(wire, mod(value, prime));
  for (const [{ name, wires }, values] of wanted.signals) {
    if (wires.length !== values.length) throw new RangeError(`${values.length} values for ${name}`);
    for (const [i, wire] of wires.entries()) fixed.set(wire, mod(values[i] ?? 0n, prime));
  }
  readyToForge(circuit);
  const deadline = now() + wanted.milliseconds;
  const draw = () => Number(random.bits(32)) / 2 ** 32;
  const witness = forge(system, fixed, wanted.hint ?? null, { deadline }, draw);
  if (witness !== null && circuit.violated(witness) === null) return { witness, isTimeUp: false };
  return { witness: null, isTimeUp: now() >= deadline };
}

/** Systems with more constraints are not solved by hand: propagation over them takes longer than all runs may. */
const MOST_CONSTRAINTS = 40_000;

/** Why no witness is sought by hand for a circuit of this size, or null. What was not looked at must be in the verdict. */
export function tooLargeToForge({ system }: Circuit): string | null {
  const count = system.constraints.length;
  return count <= MOST_CONSTRAINTS
    ? null
    : `only the circuit's own program was tried: with ${count} constraints, more than ${MOST_CONSTRAINTS}, no witness by hand was sought, and nothing is known of a prover who writes one; run it on the templates inside, or with smaller parameters`;
}

/** Searches for witnesses by hand that a property made: how many, and how many of them time ended. */
export class Searches {
  sought = 0;
  cut = 0;

  count(isCut: boolean): void {
    this.sought++;
    if (isCut) this.cut++;
  }

  /** There were some, and none was ended by itself. */
  get isAllCut(): boolean {
    return this.sought > 0 && this.cut === this.sought;
  }

  /** What a row must say of them: that none was ended by itself, or how many were not. */
  *report(): Generator<Yielded> {
    if (this.cut === 0) return;
    yield fact("witnesses by hand", `${this.cut} of ${this.sought} searches were ended by time`);
    if (this.isAllCut)
      yield inconclusive(
        "time ended every search for a witness by hand, so that nothing is known of a prover who writes one; give it more --time",
      );
  }
}

/** Does what is done once for a circuit; whoever measures time calls it before. */
export function readyToForge({ system }: Circuit): void {
  prepare(system);
}
