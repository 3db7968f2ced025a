/** Inputs that nobody declared, drawn by a seed. */
import { readSymbols } from "../../../transcripts/circom/symbols.js";
import type { Random } from "../../random.js";
import { flatten, gatherArrays, type Inputs } from "../signals.js";

/** Values of every input, flat, by name. */
export type FlatInputs = ReadonlyMap<string, readonly bigint[]>;

export const flat = (inputs: Inputs): FlatInputs =>
  new Map(Object.entries(inputs).map(([name, values]) => [name, flatten(values)]));

/**
 * Names and sizes of the inputs of main, by a .sym: signals of main itself that the program takes.
 * @param sizeOf what the program says of a name: −1 where it has no such input
 * @throws MalformedError for a text that is no .sym
 */
export function inputsBySymbols(symbols: Uint8Array, sizeOf: (name: string) => number): FlatInputs {
  const ofMain = readSymbols(".sym", symbols).filter(({ name }) => /^main\.[^.]+$/.test(name));
  const taken = gatherArrays(ofMain).filter(({ name, wires }) => sizeOf(name) === wires.length);
  return new Map(taken.map(({ name, wires }) => [name, wires.map(() => 0n)]));
}

/**
 * Three of four are one of the bases with a value or a few drawn anew, because circuits refuse most inputs that are
 * drawn altogether; the fourth is that.
 * @param bases the first tells names and sizes; not empty
 */
export function drawInputs(random: Random, prime: bigint, bases: readonly FlatInputs[], i: number): Inputs {
  const base = random.pick(bases);
  const size = [...base.values()].reduce((sum, values) => sum + values.length, 0);
  const all = i % 4 === 3;
  const count = size === 0 ? 0 : i % 4 === 2 ? 1 + Number(random.below(4n)) : 1;
  const changed = new Set(Array.from({ length: count }, () => Number(random.below(BigInt(size)))));
  const kind = random.pick(KINDS);
  let position = 0;
  return Object.fromEntries(
    [...base].map(([name, values]) => [
      name,
      values.map((value) => (all || changed.has(position++) ? kind(random, prime) : value)),
    ]),
  );
}

/** How values are drawn: at the edges of the field, and of the sizes that circuits expect. */
const KINDS: readonly ((random: Random, prime: bigint) => bigint)[] = [
  (random, prime) => random.pick([0n, 1n, 2n, prime - 1n]),
  (random) => random.bits(1),
  (random) => random.bits(8),
  (random) => random.bits(32),
  (random) => random.bits(64),
  (random, prime) => random.below(prime),
];
