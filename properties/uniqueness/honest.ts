/** Inputs to start searches from: the circuit's own program turns them into witnesses. */
import { nest, type Circuit, type Inputs } from "../circuit/index.js";
import { randomBelow, type Random } from "./budget.js";

/** Values of one input of `size` signals. */
type Filling = (size: number, random: Random) => bigint[];

const constant =
  (value: bigint): Filling =>
  (size) =>
    Array.from({ length: size }, () => value);
const below =
  (bound: bigint): Filling =>
  (size, random) =>
    Array.from({ length: size }, () => randomBelow(random, bound));
const counting: Filling = (size) => Array.from({ length: size }, (_, i) => BigInt(i) + 1n);
/** One small limb and zeros: a modulus with a single limb, an index at its start. */
const lowOnly: Filling = (size, random) =>
  Array.from({ length: size }, (_, i) => (i === 0 ? 2n + randomBelow(random, 100n) : 0n));

/**
 * Each filling goes to all inputs at once, and mixed: equal limbs, single limbs and bits are where comparisons turn.
 * @param tries how many inputs are made at most: a circuit may refuse most of them
 */
export async function honestWitnesses(
  circuit: Circuit,
  bits: bigint,
  random: Random,
  count: number,
  tries = 3 * count,
): Promise<bigint[][]> {
  const fillings = [constant(1n), counting, below(1n << bits), constant(0n), below(2n), constant(2n), lowOnly, below(4n), constant((1n << bits) - 1n)]; // prettier-ignore
  const witnesses: bigint[][] = [];
  for (let i = 0; i < tries && witnesses.length < count; i++) {
    const inputs: Inputs = Object.fromEntries(
      circuit.inputs.map(({ name, wires, dimensions }) => {
        const same = fillings[i];
        const one = same ?? (fillings[Math.floor(random() * fillings.length)] as Filling);
        return [name, nest(one(wires.length, random), dimensions)];
      }),
    );
    const witness = await circuit.witness(inputs);
    if (Array.isArray(witness) && circuit.violated(witness) === null) witnesses.push(witness);
  }
  return witnesses;
}
