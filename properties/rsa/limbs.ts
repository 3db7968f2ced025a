/** Large integers as circuits hold them: k limbs of n bits, the least significant first. */
import { mod } from "../../algebra/integers.js";

/** How a circuit cuts its integers up. */
export interface LimbShape {
  /** Bits of a limb. */
  readonly n: number;
  /** Limbs of an integer. */
  readonly k: number;
}

/** 2^bits. */
export const power = (bits: number): bigint => 1n << BigInt(bits);

/**
 * x = Σ limbs[i]·2^(n·i), 0 ≤ limbs[i] < 2^n; what does not fit stays in the last limb, which may then be
 * negative or larger than n bits.
 */
export function toLimbs(x: bigint, { n, k }: LimbShape): bigint[] {
  const limbs: bigint[] = [];
  let rest = x;
  for (let i = 0; i + 1 < k; i++) {
    // BigInt's asUintN and >> are floor arithmetic, so that negative integers borrow from the next limb.
    limbs.push(BigInt.asUintN(n, rest));
    rest >>= BigInt(n);
  }
  limbs.push(rest);
  return limbs;
}

/** Σ limbs[i]·2^(n·i). */
export function fromLimbs(limbs: readonly bigint[], n: number): bigint {
  return limbs.reduceRight((high, limb) => (high << BigInt(n)) + limb, 0n);
}

/** Whether every limb is in [0, 2^n). */
export function inRange(limbs: readonly bigint[], n: number): boolean {
  return limbs.every((limb) => limb >= 0n && limb < power(n));
}

/** The representative of x mod p of least absolute value: how a prover's negative carry looks in the field. */
export function centred(x: bigint, p: bigint): bigint {
  const residue = mod(x, p);
  return residue > p >> 1n ? residue - p : residue;
}

/**
 * x⁻¹ mod m, or null where x and m share a factor. Extended Euclid.
 * @throws RangeError unless m > 0
 */
export function inverse(x: bigint, m: bigint): bigint | null {
  if (m <= 0n) throw new RangeError("inverse: the modulus must be positive");
  let [r0, r1, s0, s1] = [m, mod(x, m), 0n, 1n];
  while (r1 !== 0n) {
    const quotient = r0 / r1;
    [r0, r1, s0, s1] = [r1, r0 - quotient * r1, s1, s0 - quotient * s1];
  }
  return r0 === 1n ? mod(s0, m) : null;
}
