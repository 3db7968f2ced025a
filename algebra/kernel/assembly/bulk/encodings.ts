/**
 * Points of BN254 from "LEM" (coordinates x·2^256 mod q, little-endian) to "U" (plain, big-endian, c1 before c0) and
 * back. Montgomery's factor of the products here is 2^261 (see montgomery.mjs), so one product by a constant converts.
 */
import { MODULUS_Q, POWER_517_Q as TO_LEM, multiplyQ } from "../montgomery";

/** x·2^256 · 2^5 · 2^−261 = x, and x · 2^517 · 2^−261 = x·2^256. */
const FROM_LEM = memory.data<u64>([32, 0, 0, 0], 8);

const element = memory.data(32, 8);

/** Whether `bytes` bytes, a multiple of 8, are zero. */
function isZero(source: usize, bytes: usize): bool {
  let all: u64 = 0;
  for (let at: usize = 0; at < bytes; at += 8) all |= load<u64>(source + at);
  return all == 0;
}

/** Reverses 32 bytes from source to target, which do not overlap. */
function reverse(target: usize, source: usize): void {
  for (let at: usize = 0; at < 32; at += 8) store<u64>(target + 24 - at, bswap<u64>(load<u64>(source + at)));
}

/** n points of `degree`·2 coordinates; infinity, all zero, becomes `flag` and zeros. */
export function toUncompressed(n: u32, degree: u32, source: usize, target: usize, flag: u32): void {
  const bytes = 64 * degree;
  for (let i: u32 = 0; i < n; i++) {
    if (isZero(source, bytes)) {
      memory.fill(target, 0, bytes);
      store<u8>(target, flag);
    } else {
      for (let k: u32 = 0; k < 2 * degree; k++) {
        multiplyQ(element, source + 32 * k, FROM_LEM);
        reverse(target + 32 * (k ^ (degree - 1)), element);
      }
    }
    source += bytes;
    target += bytes;
  }
}

/**
 * The inverse; infinity may have the flag 0x40 or none. Answers −1, or the index of the first point with a coordinate
 * that is not below q (any other flag makes it so).
 */
export function fromUncompressed(n: u32, degree: u32, source: usize, target: usize): i32 {
  const bytes = 64 * degree;
  for (let i: u32 = 0; i < n; i++) {
    const first = load<u8>(source);
    if (first == 0x40) store<u8>(source, 0);
    if (isZero(source, bytes)) {
      memory.fill(target, 0, bytes);
    } else {
      if (first == 0x40) return i;
      for (let k: u32 = 0; k < 2 * degree; k++) {
        reverse(element, source + 32 * (k ^ (degree - 1)));
        if (!isBelow(element, MODULUS_Q)) return i;
        multiplyQ(target + 32 * k, element, TO_LEM);
      }
    }
    source += bytes;
    target += bytes;
  }
  return -1;
}

/** x < y as integers of 32 little-endian bytes. */
export function isBelow(x: usize, y: usize): bool {
  for (let at: i32 = 24; at >= 0; at -= 8) {
    const a = load<u64>(x + at);
    const b = load<u64>(y + at);
    if (a != b) return a < b;
  }
  return false;
}
