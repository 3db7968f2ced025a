/** Which field elements a circuit of one character accepts, and what it makes of them: by its program, then by hand. */
import type { Circuit, SignalArray } from "../circuit/index.js";
import { forgeWitness } from "../forgery.js";
import type { Random } from "../random.js";
import { beyondBytes } from "./alphabet.js";

/** For one witness by hand; the circuits are of a few hundred constraints. */
const SEARCH_MS = 2000;

export interface Accepted {
  readonly character: bigint;
  readonly witness: readonly bigint[];
  /** Whether the circuit's own program refuses it, so that the witness was written by hand. */
  readonly byHand: boolean;
}

/** Every byte, what lies about a multiple of 256, and field elements that are negative or half the prime. */
export function candidates(prime: bigint): bigint[] {
  return [
    ...Array.from({ length: 700 }, (_, i) => BigInt(i)),
    ...beyondBytes(prime).filter((x) => x >= 700n),
  ];
}

/** What becomes of a character; "undecided" where time ended the search. */
export async function accepts(
  circuit: Circuit,
  input: SignalArray,
  character: bigint,
  random: Random,
): Promise<Accepted | "refused" | "undecided"> {
  const made = await circuit.witness({ [input.name]: character });
  if (Array.isArray(made)) {
    return circuit.violated(made) === null ? { character, witness: made, byHand: false } : "refused";
  }
  const wanted = { signals: [[input, [character]]] as const, milliseconds: SEARCH_MS };
  const { witness, isTimeUp } = forgeWitness(circuit, wanted, random);
  if (witness !== null) return { character, witness, byHand: true };
  return isTimeUp ? "undecided" : "refused";
}

/** Numbers in runs: 0–42, 44, 58–64. */
export function runsOf(values: readonly bigint[]): string {
  const sorted = values.toSorted((x, y) => (x < y ? -1 : Number(x > y)));
  const runs: [bigint, bigint][] = [];
  for (const value of sorted) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] + 1n === value) last[1] = value;
    else runs.push([value, value]);
  }
  return runs.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(", ");
}
