// @ts-check
/** Numbers behind the generated kernel: limbs in base 2^51, bit patterns of doubles, modular inverses. */

export const LIMBS = 5;
export const LIMB_BITS = 51n;
export const BASE = 1n << LIMB_BITS;

/** @param {number} value the bit pattern of a double */
export function doubleBits(value) {
  return new BigUint64Array(new Float64Array([value]).buffer)[0] ?? 0n;
}

/** The limbs of a number in base 2^51, each but the last in [−2^50, 2^50). @param {bigint} value */
export function balancedLimbs(value) {
  const limbs = [];
  for (let i = 1; i < LIMBS; i++) {
    const low = BigInt.asIntN(Number(LIMB_BITS), value);
    limbs.push(low);
    value = (value - low) / BASE;
  }
  return [...limbs, value];
}

/** @param {bigint} value @param {bigint} modulus the representative nearest to zero */
export function centred(value, modulus) {
  const low = ((value % modulus) + modulus) % modulus;
  return low > modulus / 2n ? low - modulus : low;
}

/** @param {bigint} value @param {bigint} modulus */
export function inverse(value, modulus) {
  let [a, b, u, v] = [((value % modulus) + modulus) % modulus, modulus, 1n, 0n];
  while (a !== 0n) {
    const quotient = b / a;
    [a, b, u, v] = [b - quotient * a, a, v - quotient * u, u];
  }
  return ((v % modulus) + modulus) % modulus;
}

/** The 64-bit integer literal of AssemblyScript with these bits. @param {bigint} value */
export function integerLiteral(value) {
  return `0x${BigInt.asUintN(64, value).toString(16)}`;
}

/** The double literal of AssemblyScript with exactly this value. @param {number} value */
export function doubleLiteral(value) {
  return Number.isInteger(value) ? `${BigInt(value)}.0` : `${value}`;
}
