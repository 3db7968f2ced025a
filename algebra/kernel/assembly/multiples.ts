/**
 * Multiples of many points at once: s·P = a·P + b·φP with the endomorphism φ(x, y) = (βx, y) and halves a, b of 127
 * bits (R. Gallant, R. Lambert, S. Vanstone, "Faster point multiplication on elliptic curves with efficient
 * endomorphisms"; the halves come from algebra/kernel/multiples.ts), each in digits of width 5: odd, |d| ≤ 15, and
 * at least four zeros after each. All lanes go together from the top digit down, so that a step of all of them has
 * one inversion.
 *
 * The points are of order r. All additions go through the batch, which knows what to do with equal and opposite points.
 */
import { NONE, accumulate, flush, queue, setPoints } from "./batch";
import { doubleEach } from "./doublings";
import { PAIR, POINT } from "./element";
import { BATCH } from "./inverses";
import { decode, encodeEach } from "./points";
import { ENDOMORPHISM, gatherX, gatherY, multiply, normalise, scatterX, scatterY } from "./routines";

const WIDTH: u32 = 5;
/** Odd multiples P, 3P, …, 15P. */
const MULTIPLES: u32 = 1 << (WIDTH - 2);
/** Digits of a half: below 2^127, with a carry. */
const LENGTH: u32 = 128;

/** Rows of BATCH points: the odd multiples of P, those of φP, then 2P, whose place the sums take. */
const SUMS: u32 = 2 * MULTIPLES * BATCH;
const room = memory.data((2 * MULTIPLES + 1) * BATCH * POINT, 16);
const isInfinity = memory.data(BATCH, 16);
/** References to the sums, and to the last multiples while they are made. */
const sums = memory.data(4 * BATCH, 16);
const multiples = memory.data(4 * BATCH, 16);

/** For each half, position and lane a digit: (|d| + 1)/2, negative where d is. Zero is no digit. */
const digits = memory.data(2 * LENGTH * BATCH, 16);
const coordinate = memory.data(PAIR, 16);

function digitsAt(half: u32, position: u32): usize {
  return digits + BATCH * (LENGTH * half + position);
}

/** Writes the digits of a half of the scalar of lane i: 127 bits, and one for its sign. Answers how many there are. */
function recode(half: u32, i: u32, source: usize): u32 {
  let low = load<u64>(source);
  const top = load<u64>(source, 8);
  let high = top & 0x7fffffffffffffff;
  const negative = (top >> 63) != 0;
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
    // d ≡ the scalar modulo 32, and −16 < d < 16: what is left is a multiple of 32.
    const rest = <i32>(low & 31);
    const digit = rest < 16 ? rest : rest - 32;
    low -= <u64>rest;
    if (digit < 0) {
      low += 32;
      if (low < 32) high++;
    }
    const index = (abs(digit) + 1) >> 1;
    store<i8>(digitsAt(half, position) + i, <i8>((digit < 0) == negative ? index : -index));
    position++;
    low = (low >> 1) | (high << 63);
    high >>= 1;
  }
  return position;
}

/** Makes the odd multiples of the points in the first row, and of their images. */
function tabulate(n: u32): void {
  for (let i: u32 = 0; i < n; i++) {
    const reference = load<u8>(isInfinity + i) ? NONE : 2 * i;
    store<u32>(multiples + 4 * i, reference);
    store<u32>(sums + 4 * i, reference);
  }
  doubleEach(n, sums, SUMS);
  for (let k: u32 = 1; k < MULTIPLES; k++) {
    for (let i: u32 = 0; i < n; i++) {
      const at = multiples + 4 * i;
      if (load<u32>(at) != NONE) queue(load<u32>(at), 2 * (SUMS + i), k * BATCH + i, at);
    }
    flush();
  }
  for (let k: u32 = 0; k < MULTIPLES; k++) {
    for (let i: u32 = 0; i < n; i += 2) {
      const from0 = room + POINT * (k * BATCH + i);
      const from1 = room + POINT * (k * BATCH + min(i + 1, n - 1));
      const to0 = from0 + POINT * (MULTIPLES * BATCH);
      const to1 = from1 + POINT * (MULTIPLES * BATCH);
      gatherX(coordinate, from0, from1);
      multiply(coordinate, coordinate, ENDOMORPHISM);
      normalise(coordinate, coordinate);
      scatterX(to0, to1, coordinate);
      gatherY(coordinate, from0, from1, i64x2.splat(0));
      scatterY(to0, to1, coordinate);
    }
  }
}

/**
 * n ≤ BATCH points in LEM at `source`, each times the scalar of two halves of 16 bytes (127 bits and a sign) at
 * `halves`, at `target`. Answers 0, or the fault that `decode` finds.
 */
export function multiplyEach(n: u32, source: usize, halves: usize, target: usize): i32 {
  setPoints(room);
  const fault = decode(n, source, room, isInfinity);
  if (fault != 0) return fault;
  tabulate(n);
  memory.fill(digits, 0, 2 * LENGTH * BATCH);
  let length: u32 = 0;
  for (let i: u32 = 0; i < n; i++) {
    store<u32>(sums + 4 * i, NONE);
    if (load<u8>(isInfinity + i)) continue;
    length = max(length, recode(0, i, halves + 32 * i));
    length = max(length, recode(1, i, halves + 32 * i + 16));
  }
  for (let position = length; position-- > 0; ) {
    doubleEach(n, sums, SUMS);
    for (let half: u32 = 0; half < 2; half++) {
      const row = digitsAt(half, position);
      for (let i: u32 = 0; i < n; i++) {
        const digit = <i32>load<i8>(row + i);
        if (digit == 0) continue;
        const index = (MULTIPLES * half + abs(digit) - 1) * BATCH + i;
        accumulate(sums + 4 * i, (index << 1) | u32(digit < 0), SUMS + i);
      }
      flush();
    }
  }
  encodeEach(n, sums, room, target);
  return 0;
}
