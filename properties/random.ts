/** Draws that a seed repeats: SHA-256 of seed, label and counter, as one stream of bytes. */
import { createHash } from "node:crypto";

export interface Random {
  /** Uniform in [0, bound). @throws RangeError for a bound below 1 */
  below(bound: bigint): bigint;
  /** `count` uniform bits. */
  bits(count: number): bigint;
  /** One of the values. @throws RangeError where there is none */
  pick<T>(values: readonly T[]): T;
}

/** @param label streams of different labels are independent */
export function drawFrom(seed: number, label: string): Random {
  let counter = 0;
  let pool = Buffer.alloc(0);
  const take = (bytes: number): Buffer => {
    while (pool.length < bytes) {
      const block = createHash("sha256").update(`${seed} ${counter++} ${label}`).digest();
      pool = Buffer.concat([pool, block]);
    }
    const taken = pool.subarray(0, bytes);
    pool = pool.subarray(bytes);
    return taken;
  };
  const bits = (count: number): bigint => {
    if (count === 0) return 0n;
    const bytes = Math.ceil(count / 8);
    return BigInt(`0x${take(bytes).toString("hex")}`) >> BigInt(8 * bytes - count);
  };
  const below = (bound: bigint): bigint => {
    if (bound < 1n) throw new RangeError(`nothing is below ${bound}`);
    const length = (bound - 1n).toString(2).length;
    // Drawn again where it is too large: on average less than once.
    for (;;) {
      const value = bits(length);
      if (value < bound) return value;
    }
  };
  return {
    bits,
    below,
    pick(values) {
      const value = values[Number(below(BigInt(values.length)))];
      if (value === undefined) throw new RangeError("no value to pick from");
      return value;
    },
  };
}
