/**
 * Square roots in Fq2 = Fq[u]/(u² + 1) by the "complex method", for q ≡ 3 mod 4. With the norm n = a0² + a1² = m², a
 * root x0 + x1·u of a0 + a1·u has x0² = (a0 ± m)/2 and x1 = a1/(2·x0). One power s = c^((q−3)/4) gives both the root
 * s·c of a square c and its inverse s.
 */
import { MODULUS_Q, POWER_522_Q, addQ, multiplyQ, subtractQ } from "../montgomery";

const ZERO = memory.data(32, 8);
const UNIT = memory.data<u64>([1, 0, 0, 0], 8);
/** 1/2 in Montgomery form, made at the first use. */
const half = memory.data(32, 8);
const exponent = memory.data(32, 8);

const a0 = memory.data(32, 8);
const a1 = memory.data(32, 8);
const m = memory.data(32, 8);
const c = memory.data(32, 8);
const s = memory.data(32, 8);
const x0 = memory.data(32, 8);
const x1 = memory.data(32, 8);
const square = memory.data(32, 8);
/** Powers 0 to 15 of a base. */
const table = memory.data(512, 8);

function isSame(x: usize, y: usize): bool {
  return memory.compare(x, y, 32) == 0;
}

/** x/2^shift over 256 bits, for a shift below 64. */
function shiftRight(z: usize, x: usize, shift: u64): void {
  for (let at: usize = 0; at < 24; at += 8) {
    store<u64>(z + at, (load<u64>(x + at) >> shift) | (load<u64>(x + at, 8) << (64 - shift)));
  }
  store<u64>(z, load<u64>(x, 24) >> shift, 24);
}

function prepare(): void {
  if (load<u64>(exponent) != 0) return;
  // (q − 3)/4, and (q + 1)/2 = (q − 1)/2 + 1, for q ≡ 3 mod 4
  shiftRight(exponent, MODULUS_Q, 2);
  shiftRight(half, MODULUS_Q, 1);
  store<u64>(half, load<u64>(half) + 1);
  multiplyQ(half, half, POWER_522_Q);
}

/** z = x^((q−3)/4), four bits at a time; z is not x. */
function power(z: usize, x: usize): void {
  multiplyQ(table, UNIT, POWER_522_Q);
  for (let i: usize = 1; i < 16; i++) multiplyQ(table + 32 * i, table + 32 * (i - 1), x);
  memory.copy(z, table, 32);
  for (let i: i32 = 63; i >= 0; i--) {
    for (let k = 0; k < 4; k++) multiplyQ(z, z, z);
    const digit = (<u32>load<u8>(exponent + (i >> 1)) >> (4 * (i & 1))) & 15;
    if (digit) multiplyQ(z, z, table + 32 * <usize>digit);
  }
}

/** z = a root of x in Fq, with s = x^((q−3)/4); whether there is one. */
function baseRoot(z: usize, x: usize): bool {
  power(s, x);
  multiplyQ(z, s, x);
  multiplyQ(square, z, z);
  return isSame(square, x);
}

/** x0, x1 = a root of a0, a1. */
function root(): bool {
  multiplyQ(c, a0, a0);
  multiplyQ(square, a1, a1);
  addQ(c, c, square);
  if (!baseRoot(m, c)) return false;
  for (let sign = 0; sign < 2; sign++) {
    if (sign) subtractQ(c, a0, m);
    else addQ(c, a0, m);
    multiplyQ(c, c, half);
    if (!baseRoot(x0, c)) continue;
    if (!isSame(x0, ZERO)) {
      multiplyQ(x1, a1, half);
      multiplyQ(x1, x1, s);
      return true;
    }
    // a1 = 0 and −a0 is a square: (x1·u)² = −x1²
    subtractQ(c, ZERO, a0);
    if (isSame(a1, ZERO) && baseRoot(x1, c)) return true;
  }
  return false;
}

/**
 * Roots of n elements c0 ‖ c1 of 32 little-endian bytes, plain, below q, in place; exists[i] tells whether there is
 * one, and where there is none the element is left as it is. Which of the two roots it is, is not defined.
 */
export function squareRoots(n: u32, elements: usize, exists: usize): void {
  prepare();
  for (let i: u32 = 0; i < n; i++) {
    const element = elements + 64 * i;
    multiplyQ(a0, element, POWER_522_Q);
    multiplyQ(a1, element + 32, POWER_522_Q);
    const found = root();
    store<u8>(exists + i, u8(found));
    if (found) {
      multiplyQ(element, x0, UNIT);
      multiplyQ(element + 32, x1, UNIT);
    }
  }
}
