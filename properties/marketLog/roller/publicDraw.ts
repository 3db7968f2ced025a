/**
 * How a prover is drawn from a public round, for logs that can be drawn again. It is the rule "sha256-rejection/1" for one
 * prover, written a second time on purpose: the check that repeats it must come to the same provers.
 */
import { createHash } from "node:crypto";

const QUICKNET = "0x52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971";
/** drand's quicknet: Unix time of round 1, and seconds from one round to the next. */
const GENESIS = 1_692_803_367;
const PERIOD = 3;

/** A round of quicknet. */
export interface PublicRound {
  readonly number: number;
  /** BLS, 48 bytes, hexadecimal; that it is the chain's is for an audit to see. */
  readonly signature: string;
}

/** Rounds as tests of ChainSafe/forest (2), noislabs/drand-verify (123) and opentensor/subtensor (1000, 2000) quote them. */
export const publicRounds = [
  {
    number: 2,
    signature:
      "b6b6a585449b66eb12e875b64fcbab3799861a00e4dbf092d99e969a5eac57dd3f798acf61e705fe4f093db926626807",
  },
  {
    number: 123,
    signature:
      "b75c69d0b72a5d906e854e808ba7e2accb1542ac355ae486d591aa9d43765482e26cd02df835d3546d23c4b13e0dfc92",
  },
  {
    number: 1000,
    signature:
      "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39",
  },
  {
    number: 2000,
    signature:
      "b6cb8f482a0b15d45936a4c4ea08e98a087e71787caee3f4d07a8a9843b1bc5423c6b3c22f446488b3137eaca799c77e",
  },
] as const satisfies readonly PublicRound[];

/** Unix time at which a round is due. */
export const timeOf = ({ number }: PublicRound): number => GENESIS + (number - 1) * PERIOD;

/** Weights by prover, all above zero. */
export type Weights = ReadonlyMap<string, number>;

/** Provers in ascending order of their names; addresses are ASCII. */
const ascending = (weights: Weights): (readonly [string, number])[] =>
  [...weights].sort(([a], [b]) => (a < b ? -1 : 1));

/** What a task.assign says of its draw. */
export function selectionBy(round: PublicRound, weights: Weights) {
  const lines = ascending(weights).map(([prover, weight]) => `${prover} ${weight}\n`);
  return {
    chainHash: QUICKNET,
    round: round.number,
    signature: `0x${round.signature}`,
    snapshotSha256: createHash("sha256").update(lines.join("")).digest("hex"),
    algo: "sha256-rejection/1",
    k: 1,
  };
}

/**
 * The prover whose cumulative weight is the first above h mod W, where h = SHA-256(domain ‖ SHA-256(signature) ‖
 * u32(length of task) ‖ task ‖ u32(0) ‖ u32(c)) for the first c with h < W·⌊2^256/W⌋, and W is the sum of all weights.
 */
export function drawnBy(round: PublicRound, task: string, weights: Weights): string {
  const randomness = createHash("sha256").update(Buffer.from(round.signature, "hex")).digest();
  const order = ascending(weights);
  const total = BigInt(order.reduce((sum, [, weight]) => sum + weight, 0));
  const limit = total * (2n ** 256n / total);
  const numbers = Buffer.alloc(12);
  numbers.writeUInt32BE(task.length, 0);
  for (let c = 0; ; c++) {
    numbers.writeUInt32BE(c, 8);
    const hash = createHash("sha256").update("zkassay-selection/1").update(randomness);
    hash.update(numbers.subarray(0, 4)).update(task).update(numbers.subarray(4));
    const h = BigInt(`0x${hash.digest("hex")}`);
    if (h >= limit) continue;
    let left = h % total;
    const found = order.find(([, weight]) => (left -= BigInt(weight)) < 0n);
    return found?.[0] ?? "";
  }
}
