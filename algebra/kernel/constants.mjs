// @ts-check
/** Writes the constants of the kernel: the modulus in its forms, the curve, and what is done on the twist alone. */
import { balancedLimbs, centred, doubleLiteral, integerLiteral, inverse } from "./numbers.mjs";

/**
 * A pair constant: x·2^255 in both lanes, for x = c[0] + c[1]·u.
 * @param {string} name @param {bigint[]} c @param {bigint} q
 */
function pairConstant(name, c, q) {
  const limbs = c.flatMap((value) => balancedLimbs(centred(value << 255n, q)).map(Number));
  const lanes = limbs.flatMap((limb) => [doubleLiteral(limb), doubleLiteral(limb)]);
  return `export const ${name}: usize = memory.data<f64>([${lanes.join(", ")}], 16);`;
}

/** (a0 + a1·u)^exponent in Fq2. @param {[bigint, bigint]} a @param {bigint} exponent @param {bigint} q */
function power([a0, a1], exponent, q) {
  let [z0, z1] = [1n, 0n];
  for (const bit of exponent.toString(2)) {
    [z0, z1] = [(z0 * z0 - z1 * z1) % q, (2n * z0 * z1) % q];
    if (bit === "1") [z0, z1] = [(z0 * a0 - z1 * a1) % q, (z0 * a1 + z1 * a0) % q];
  }
  return [z0, z1];
}

/** Digits −1, 0, 1 with no two neighbours other than zero. @param {string} name @param {bigint} value */
function signedDigits(name, value) {
  /** @type {number[]} most significant first, without the leading one */
  const digits = [];
  for (let rest = value; rest > 1n;) {
    const digit = rest & 1n ? 2n - (rest & 3n) : 0n;
    digits.unshift(Number(digit));
    rest = (rest - digit) >> 1n;
  }
  return [
    `export const ${name}_LENGTH: i32 = ${digits.length};`,
    `export const ${name}_DIGITS: usize = memory.data<i8>([${digits.join(", ")}]);`,
  ];
}

/**
 * For what is done on the twist alone: ξ^((q−1)/3) and ξ^((q−1)/2), the length of Miller's loop and the trace.
 * @param {bigint} q @param {bigint} u
 */
function twistConstants(q, u) {
  return [
    pairConstant("FROBENIUS_X", power([9n, 1n], (q - 1n) / 3n, q), q),
    pairConstant("FROBENIUS_Y", power([9n, 1n], (q - 1n) / 2n, q), q),
    ...signedDigits("LOOP", 6n * u + 2n),
    ...signedDigits("TRACE", 6n * u * u + 1n),
  ];
}

/** A natural number as 32-bit words. @param {string} name @param {bigint} value @param {number} count of words */
function wordsConstant(name, value, count) {
  const words = Array.from({ length: count }, (_, i) => BigInt.asUintN(32, value >> BigInt(32 * i)));
  return `export const ${name}: usize = memory.data<u32>([${words.join(", ")}], 8);`;
}

/** The order r of the group, and what halves of scalars are made of (see assembly/halves.ts). @param {bigint} u */
function scalarConstants(u) {
  const r = 36n * u ** 4n + 36n * u ** 3n + 18n * u ** 2n + 6n * u + 1n;
  const [short, middle, long] = [2n * u + 1n, 6n * u ** 2n + 2n * u, 6n * u ** 2n + 4n * u + 1n];
  const quotient = (/** @type {bigint} */ value) => ((value << 257n) + r) / (2n * r);
  return [
    wordsConstant("ORDER", r, 8),
    wordsConstant("HALF_ORDER", r / 2n, 8),
    wordsConstant("SHORT", short, 4),
    wordsConstant("MIDDLE", middle, 4),
    wordsConstant("LONG", long, 4),
    wordsConstant("SHORT_QUOTIENT", quotient(short), 3),
    wordsConstant("LONG_QUOTIENT", quotient(long), 5),
  ];
}

/** β of the endomorphism (x, y) ↦ (βx, y), a third root of unity in Fq (see assembly/halves.ts). @param {bigint} u */
const endomorphism = (u) => -(18n * u ** 3n + 18n * u ** 2n + 9n * u + 2n);

/**
 * @param {bigint} q an odd prime of 254 bits @param {import("./routines.mjs").Group} group
 * @returns {string[]} declarations in AssemblyScript
 */
export function constantDeclarations(q, { degree, b, u }) {
  const words = [0n, 64n, 128n, 192n].map((shift) => integerLiteral(q >> shift));
  return [
    `export const DEGREE: i32 = ${degree};`,
    "/** The four 64-bit words of q, its limbs, 2^204/q, and −q⁻¹ mod 2^30. */",
    `export const MODULUS: usize = memory.data<u64>([${words.join(", ")}], 8);`,
    ...balancedLimbs(q).map((limb, i) => `export const MODULUS_${i}: f64 = ${doubleLiteral(Number(limb))};`),
    `export const TOP_INVERSE_VALUE: f64 = ${doubleLiteral(1 / Number(q >> 204n))};`,
    `export const NEGATIVE_INVERSE_30: i64 = ${inverse(-q, 1n << 30n)};`,
    pairConstant("ONE", degree === 1 ? [1n] : [1n, 0n], q),
    pairConstant("CURVE_B", b, q),
    pairConstant("RADIX_CUBED", [1n << 510n], q),
    ...(degree === 2
      ? twistConstants(q, u)
      : [pairConstant("ENDOMORPHISM", [endomorphism(u)], q), ...scalarConstants(u)]),
  ];
}
