/**
 * How provers are chosen from randomness and weights, stated so that anybody can choose again. An algorithm is data with
 * one function; a log names it by `algo`.
 *
 * All take the provers with a weight above zero, in ascending order of their names as UTF-8 bytes.
 */
import { createHash } from "node:crypto";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { fromBigEndian } from "../../../algebra/integers.js";

/** Weights above zero, ascending by name. */
export type Electorate = readonly (readonly [prover: string, weight: bigint])[];

export interface Algorithm {
  readonly name: string;
  /** The whole rule, in words and formulas. */
  readonly rule: string;
  /** How far it is from what the weights say, or null where it is exact. */
  readonly bias: string | null;
  /** The most provers that it chooses. */
  readonly most: number;
  /**
   * The chosen provers, in the order of the draws; null where the rule does not say (a task's id of another form).
   * @param randomness 32 bytes
   */
  choose(randomness: Uint8Array, task: string, electorate: Electorate, k: number): readonly string[] | null;
}

const DOMAIN = "zkassay-selection/1";
const RANGE = 1n << 256n;

const sha256Rejection: Algorithm = {
  name: "sha256-rejection/1",
  rule:
    `Draw j = 0 … k−1, without replacement. h = SHA-256("${DOMAIN}" ‖ randomness ‖ u32(length of task) ‖ task ‖ u32(j) ‖ u32(c)) as a ` +
    "big-endian integer, for c = 0, 1, … until h < W·⌊2^256/W⌋, with W the weight of all who are not yet chosen; the first prover " +
    "whose cumulative weight is above h mod W is chosen.",
  bias: null,
  most: 1000,
  choose(randomness, task, electorate, k) {
    const left = [...electorate];
    const chosen: string[] = [];
    let total = weightOf(left);
    for (let draw = 0; draw < k && left.length > 0; draw++) {
      const at = indexAt(left, below(total, randomness, task, draw));
      const [[prover, weight] = ["", 0n]] = left.splice(at, 1);
      chosen.push(prover);
      total -= weight;
    }
    return chosen;
  },
};

const keccakModulo: Algorithm = {
  name: "keccak-mod/1",
  rule:
    "One draw (Taiko's ProverPool, commit 81c19390b7): r = keccak256(randomness ‖ uint256(task)) mod W; the first prover whose " +
    "cumulative weight is above r is chosen.",
  bias:
    "biased: a remainder favours the first provers by up to W/2^256, and nothing is drawn again; small for small weights, and " +
    "not what the weights say",
  most: 1,
  choose(randomness, task, electorate) {
    if (!/^(?:0x[0-9a-f]{1,64}|[0-9]{1,77})$/.test(task)) return null;
    const id = Buffer.from(BigInt(task).toString(16).padStart(64, "0"), "hex");
    const total = weightOf(electorate);
    if (total === 0n) return [];
    const hash = fromBigEndian(keccak_256(Buffer.concat([randomness, id])));
    const [prover] = electorate[indexAt(electorate, hash % total)] ?? [];
    return prover === undefined ? [] : [prover];
  },
};

const algorithms: readonly Algorithm[] = [sha256Rejection, keccakModulo];

/** The algorithm of a name, or null: a rule that is not stated cannot be repeated. */
export function findAlgorithm(name: string): Algorithm | null {
  return algorithms.find((one) => one.name === name) ?? null;
}

/** Weights as a log writes them → those who can be chosen, in the algorithms' order. */
export function electorateOf(weights: Readonly<Record<string, string>>): Electorate {
  return Object.entries(weights)
    .map(([prover, weight]) => [prover, BigInt(weight)] as const)
    .filter(([, weight]) => weight > 0n)
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

/** SHA-256 of the lines "prover weight\n" of an electorate: what a selection calls its snapshotSha256. */
export function snapshotDigest(electorate: Electorate): string {
  const hash = createHash("sha256");
  for (const [prover, weight] of electorate) hash.update(`${prover} ${weight}\n`);
  return hash.digest("hex");
}

function weightOf(electorate: Electorate): bigint {
  return electorate.reduce((sum, [, weight]) => sum + weight, 0n);
}

/** The first place whose cumulative weight is above the value. */
function indexAt(electorate: Electorate, value: bigint): number {
  let sum = 0n;
  return electorate.findIndex(([, weight]) => (sum += weight) > value);
}

/** A number below the total, every one as likely. */
function below(total: bigint, randomness: Uint8Array, task: string, draw: number): bigint {
  const limit = RANGE - (RANGE % total);
  const name = Buffer.from(task, "utf8");
  for (let counter = 0; ; counter++) {
    const hash = createHash("sha256")
      .update(DOMAIN)
      .update(randomness)
      .update(u32(name.length))
      .update(name)
      .update(u32(draw))
      .update(u32(counter))
      .digest();
    const value = fromBigEndian(hash);
    if (value < limit) return value % total;
  }
}

function u32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
