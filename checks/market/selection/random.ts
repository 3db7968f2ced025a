/** Numbers for simulations: xoshiro128** (Blackman, Vigna 2018), from a seed, so that a run can be repeated. */

/** Uniform numbers in [0, 1), with 32 random bits. */
export type Uniform = () => number;

/** @param seed 128 bits; zero is taken for one, for the generator would stay at it */
export function uniformFrom(seed: bigint): Uniform {
  const word = (i: number): number => Number(((seed || 1n) >> BigInt(32 * i)) & 0xffff_ffffn) | 0;
  // Signed integers of 32 bits: what engines compute with at once.
  let [a, b, c, d] = [word(0), word(1), word(2), word(3)];
  return () => {
    const result = Math.imul(rotated(Math.imul(b, 5), 7), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotated(d, 11);
    return (result >>> 0) / 2 ** 32;
  };
}

function rotated(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}
