/**
 * Halves of scalars by the endomorphism φ(x, y) = (βx, y) = λ·(x, y) of G1, where λ² + λ + 1 = 0 modulo r (R. Gallant,
 * R. Lambert, S. Vanstone, "Faster point multiplication on elliptic curves with efficient endomorphisms").
 *
 * For the parameter u of the family, λ = (6u² + 2u)/(2u + 1) modulo r, so that a + b·λ = 0 for both rows of
 *
 *     (2u + 1, 6u² + 4u + 1)    (6u² + 2u, −(2u + 1))    of determinant −r.
 *
 * A scalar s is c₁ = s·(2u + 1)/r of the first and c₂ = s·(6u² + 4u + 1)/r of the second in rational numbers. With c₁
 * and c₂ rounded to integers what is left of (s, 0) is a pair of halves with s = a + b·λ modulo r, whatever was rounded.
 * Quotients are taken as (s·g + 2^255) >> 256, with g = 2^256·(2u + 1)/r or 2^256·(6u² + 4u + 1)/r to the nearest. For
 * s ≤ r/2 that is within 1/2 + s/2^257 < 0.548 of c₁ or c₂. So |a| and |b| are below 0.548·(6u² + 6u + 2) < 2^126. Of a
 * scalar below 2^125 nothing is taken: a = s.
 */
import { WIDTH } from "./layout";
import { LONG, LONG_QUOTIENT, MIDDLE, SHORT, SHORT_QUOTIENT } from "./routines";

const SIGN: u64 = 1 << 63;

const product = memory.data(4 * 13, 16);
/** The rounded c₁ and c₂, and both halves: 16 bytes each. */
const first = memory.data(16, 16);
const second = memory.data(16, 16);
export const halves = memory.data(32, 16);

/** z = x·y over 32-bit words, without what is above `length` words; z is neither x nor y. */
function multiplyWords(z: usize, length: u32, x: usize, xLength: u32, y: usize, yLength: u32): void {
  memory.fill(z, 0, 4 * length);
  for (let i: u32 = 0; i < xLength; i++) {
    const factor = <u64>load<u32>(x + 4 * i);
    let carry: u64 = 0;
    const end = min(yLength, length - i);
    for (let j: u32 = 0; j < end; j++) {
      const at = z + 4 * (i + j);
      carry += factor * <u64>load<u32>(y + 4 * j) + <u64>load<u32>(at);
      store<u32>(at, <u32>carry);
      carry >>= 32;
    }
    if (i + yLength < length) store<u32>(z + 4 * (i + yLength), <u32>carry);
  }
}

/** z = (s·g + 2^255) >> 256 for the scalar s and g of `length` 32-bit words; below 2^128. */
function quotient(z: usize, scalar: usize, g: usize, length: u32): void {
  multiplyWords(product, 8 + length, scalar, 8, g, length);
  const low = load<u64>(product, 32) + <u64>(load<u32>(product, 28) >> 31);
  // The third word of a quotient of three words is zero: c₁ is below 2^63.
  const high = length > 3 ? load<u64>(product, 40) : 0;
  store<u64>(z, low);
  store<u64>(z, high + u64(low < load<u64>(product, 32)), 8);
}

/** z −= x·y modulo 2^128. */
function subtractProduct(z: usize, x: usize, y: usize): void {
  multiplyWords(product, 4, x, 4, y, 4);
  const low = load<u64>(z);
  store<u64>(z, low - load<u64>(product));
  store<u64>(z, load<u64>(z, 8) - load<u64>(product, 8) - u64(low < load<u64>(product)), 8);
}

/** z = −z modulo 2^128 */
function negate(z: usize): void {
  const low = load<u64>(z);
  store<u64>(z, -low);
  store<u64>(z, ~load<u64>(z, 8) + u64(low == 0), 8);
}

/** `halves` become those of a scalar of 32 bytes, at most r/2: absolute values, and in the top bit the sign. */
export function halve(scalar: usize): void {
  quotient(first, scalar, SHORT_QUOTIENT, 3);
  quotient(second, scalar, LONG_QUOTIENT, 5);
  // a = s − c₁·(2u + 1) − c₂·(6u² + 2u) and b = c₂·(2u + 1) − c₁·(6u² + 4u + 1), both small: 128 bits of them suffice.
  memory.copy(halves, scalar, 16);
  subtractProduct(halves, first, SHORT);
  subtractProduct(halves, second, MIDDLE);
  const b = halves + 16;
  memory.fill(b, 0, 16);
  subtractProduct(b, second, SHORT);
  negate(b);
  subtractProduct(b, first, LONG);
  for (let z = halves; z <= b; z += 16) {
    if (load<i64>(z, 8) >= 0) continue;
    negate(z);
    store<u64>(z, load<u64>(z, 8) | SIGN, 8);
  }
}

/**
 * Writes the digits of a half, or of its negative: for digit d at position k the byte at target + k·stride becomes
 * (|d| + 1)/2, negative where d is. Digits are odd, |d| < 2^(WIDTH−1), with at least WIDTH − 1 zeros between; bytes of
 * zeros are not written. Answers how many positions there are.
 */
export function recode(half: usize, isNegative: bool, target: usize, stride: usize): u32 {
  const radix: i32 = 1 << WIDTH;
  let low = load<u64>(half);
  let high = load<u64>(half, 8) & ~SIGN;
  const negative = ((load<u64>(half, 8) & SIGN) != 0) != isNegative;
  let position: u32 = 0;
  while ((low | high) != 0) {
    const zeros = <u32>ctz(low);
    if (zeros == 64) {
      low = high;
      high = 0;
      position += 64;
      continue;
    }
    if (zeros > 0) {
      low = (low >> zeros) | (high << (64 - zeros));
      high >>= zeros;
      position += zeros;
    }
    // d ≡ the rest modulo 2^WIDTH, and |d| < 2^(WIDTH−1): what is left is a multiple of 2^WIDTH.
    const rest = <i32>(low & (radix - 1));
    const digit = rest < radix / 2 ? rest : rest - radix;
    low -= <u64>rest;
    if (digit < 0) {
      low += radix;
      if (low < <u64>radix) high++;
    }
    const index = (abs(digit) + 1) >> 1;
    store<i8>(target + stride * position, <i8>((digit < 0) == negative ? index : -index));
    position++;
    low = (low >> 1) | (high << 63);
    high >>= 1;
  }
  return position;
}
