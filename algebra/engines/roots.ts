import { powMod } from "../integers.js";

/** By modulus: transforms ask for roots by the dozen. */
const generators = new Map<bigint, bigint>();

/**
 * snarkjs's Fr.w[twoAdicity]: ν^((r−1)/2^twoAdicity) for the least ν ≥ 2 that is no square modulo r. Domains are
 * a matter of convention, so both engines take theirs from here.
 */
function generatorOfRoots(modulus: bigint, twoAdicity: number): bigint {
  const known = generators.get(modulus);
  if (known !== undefined) return known;
  let nonSquare = 2n;
  while (powMod(nonSquare, (modulus - 1n) / 2n, modulus) === 1n) nonSquare++;
  const generator = powMod(nonSquare, (modulus - 1n) >> BigInt(twoAdicity), modulus);
  generators.set(modulus, generator);
  return generator;
}

/** The root of unity of order 2^k. @throws RangeError for k outside [0, twoAdicity] */
export function rootOfUnity(modulus: bigint, twoAdicity: number, k: number): bigint {
  if (!Number.isInteger(k) || k < 0 || k > twoAdicity)
    throw new RangeError(`no root of unity of order 2^${k}`);
  return powMod(generatorOfRoots(modulus, twoAdicity), 1n << BigInt(twoAdicity - k), modulus);
}
