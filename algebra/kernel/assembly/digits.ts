/**
 * Signed digits of scalars and the sorting of points into buckets by them.
 *
 * A scalar s is kept as s + B with B = Σ_k 2^(w−1)·2^(wk): then digit k is bits wk … wk+w−1 of it less 2^(w−1), and
 * no digit depends on another. The top digit takes all bits that are left. |d| ≤ 2^(w−1).
 */

import { NONE } from "./batch";

/** A shifted scalar: `words` 64-bit words; the top bit of the last one means that the scalar is negative. */
const SIGN: u64 = 1 << 63;

/**
 * target[i] = scalar i + bias over `words` words, zero + bias for points at infinity.
 * Scalars are `bytes` little-endian bytes, 16 or 32, with `bytes` ≤ 8·words − 8.
 */
export function shiftScalars(
  n: u32, source: usize, bytes: usize, isInfinity: usize, bias: usize, words: usize, target: usize,
): void {
  for (let i: u32 = 0; i < n; i++) {
    const kept: u64 = load<u8>(isInfinity + i) ? 0 : u64.MAX_VALUE;
    let carry: u64 = 0;
    for (let at: usize = 0; at < 8 * words; at += 8) {
      const word = at < bytes ? load<u64>(source + at) & kept : 0;
      const sum = word + load<u64>(bias + at);
      store<u64>(target + at, sum + carry);
      carry = u64(sum < word) | u64(sum + carry < sum);
    }
    source += bytes;
    target += 8 * words;
  }
}

/**
 * Sorts references to points 0 … n−1 by the digit at bit `shift`: list |d| is refs[starts[|d|]] … , first what
 * table[|d|] refers to, if anything, then the points of that digit, negated where d·s < 0; those with digit zero are
 * left out. `width` bits make a digit, one more in the top one. `table` has 2^(w−1) + 1 entries, `starts` one more,
 * `digits` n, `refs` as many as there are points and entries (all u32).
 */
export function sortByDigit(
  n: u32, scalars: usize, words: usize, shift: u32, width: u32, top: bool,
  table: usize, refs: usize, starts: usize, digits: usize,
): void {
  const half: i32 = 1 << (width - 1);
  const buckets: u32 = half + 1;
  const mask: u64 = (1 << (top ? width + 1 : width)) - 1;
  const word = 8 * <usize>(shift >> 6);
  const offset = shift & 63;
  memory.fill(starts, 0, 4 * (buckets + 1));
  for (let i: u32 = 0; i < n; i++) {
    const scalar = scalars + 8 * words * i;
    let bits = load<u64>(scalar + word) >> offset;
    if (offset + width >= 64 && word + 8 < 8 * words) bits |= (load<u64>(scalar + word + 8) << 1) << (63 - offset);
    const digit = <i32>(bits & mask) - half;
    const magnitude: u32 = abs(digit);
    const negative = u32(digit < 0) ^ u32((load<u64>(scalar + 8 * words - 8) & SIGN) != 0);
    store<u32>(digits + 4 * i, (magnitude << 1) | negative);
    const count = starts + 4 * magnitude;
    store<u32>(count, load<u32>(count) + 1);
  }
  // Counts to the places of the points, after the table's; nothing in bucket zero.
  store<u32>(starts, 0);
  let total: u32 = 0;
  for (let bucket: u32 = 1; bucket < buckets; bucket++) {
    const count = load<u32>(starts + 4 * bucket);
    const held = load<u32>(table + 4 * bucket);
    if (held != NONE) store<u32>(refs + 4 * total++, held);
    store<u32>(starts + 4 * bucket, total);
    total += count;
  }
  for (let i: u32 = 0; i < n; i++) {
    const digit = load<u32>(digits + 4 * i);
    if (digit < 2) continue;
    const at = starts + 4 * (digit >> 1);
    const place = load<u32>(at);
    store<u32>(at, place + 1);
    store<u32>(refs + 4 * place, (i << 1) | (digit & 1));
  }
  // Every start has moved to the next one's place.
  memory.copy(starts + 4, starts, 4 * buckets);
  store<u32>(starts, 0);
}
