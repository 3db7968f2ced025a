/**
 * One lane of a pair of elements, limb by limb: exact tests and the way to and from 256-bit integers.
 * Montgomery's factor is 2^255 inside the kernel: a limb vector of value x·2^255 mod q stands for x.
 */
import {
  DEGREE,
  MODULUS,
  MODULUS_0,
  MODULUS_1,
  MODULUS_2,
  MODULUS_3,
  MODULUS_4,
  TOP_INVERSE_VALUE,
} from "./routines";

/** Bytes of a limb of a pair, of a pair in Fq, of a pair in the coordinate field. */
export const LANES: usize = 16;
export const BASE_PAIR: usize = 5 * LANES;
export const PAIR: usize = BASE_PAIR * DEGREE;
/** Bytes of one coordinate of a point, and of a point. */
export const COORDINATE: usize = 40 * DEGREE;
export const POINT: usize = 2 * COORDINATE;

const LIMB_MASK: u64 = 0x7ffffffffffff;

/** Limbs as integers while an element is brought to its least value. */
const work = memory.data(40, 8);

export function limbAt(pair: usize, lane: usize, i: usize): f64 {
  return load<f64>(pair + LANES * i + 8 * lane);
}

export function setLimb(pair: usize, lane: usize, i: usize, value: f64): void {
  store<f64>(pair + LANES * i + 8 * lane, value);
}

/** Takes the nearest multiple of q off the limbs of one lane, and leaves them in `work` as carried integers. */
function settle(pair: usize, lane: usize): void {
  const k = nearest(limbAt(pair, lane, 4) * TOP_INVERSE_VALUE);
  let carry: i64 = 0;
  // All values are integers below 2^53 in absolute value, so that doubles and integers are the same.
  for (let i: usize = 0; i < 5; i++) {
    const modulus = i == 0 ? MODULUS_0 : i == 1 ? MODULUS_1 : i == 2 ? MODULUS_2 : i == 3 ? MODULUS_3 : MODULUS_4;
    const limb = <i64>limbAt(pair, lane, i) - <i64>k * <i64>modulus + carry;
    if (i < 4) {
      store<i64>(work + 8 * i, limb & LIMB_MASK);
      carry = limb >> 51;
    } else {
      store<i64>(work + 8 * i, limb);
    }
  }
}

/** Whether one lane of a pair in Fq is zero modulo q; its limbs may be any integers below 2^52, its value below 8q. */
export function baseIsZero(pair: usize, lane: usize): bool {
  // A multiple κ·q has its top limb within 4 of κ·q/2^204, so that settling takes off exactly κ·q.
  settle(pair, lane);
  let all: u64 = 0;
  for (let i: usize = 0; i < 5; i++) all |= load<u64>(work + 8 * i);
  return all == 0;
}

/** Whether one lane of a pair is zero. */
export function isZero(pair: usize, lane: usize): bool {
  for (let half = 0; half < DEGREE; half++) {
    if (!baseIsZero(pair + BASE_PAIR * half, lane)) return false;
  }
  return true;
}

/** The least non-negative value of one lane of a pair in Fq, as four 64-bit words. */
export function toWords(words: usize, pair: usize, lane: usize): void {
  settle(pair, lane);
  let l4 = load<i64>(work, 32);
  const l0 = load<u64>(work), l1 = load<u64>(work, 8), l2 = load<u64>(work, 16), l3 = load<u64>(work, 24);
  store<u64>(words, l0 | (l1 << 51));
  store<u64>(words, (l1 >> 13) | (l2 << 38), 8);
  store<u64>(words, (l2 >> 26) | (l3 << 25), 16);
  store<i64>(words, (<i64>l3 >> 39) | (l4 << 12), 24);
  while (load<i64>(words, 24) < 0) addWords(words, MODULUS);
  while (!isBelowModulus(words)) subtractWords(words, MODULUS);
}

/** One lane of a pair in Fq from a value below 2^255 in four words; limbs come out in [0, 2^51). */
export function fromWords(pair: usize, lane: usize, words: usize): void {
  const w0 = load<u64>(words), w1 = load<u64>(words, 8), w2 = load<u64>(words, 16), w3 = load<u64>(words, 24);
  setLimb(pair, lane, 0, <f64>(<i64>(w0 & LIMB_MASK)));
  setLimb(pair, lane, 1, <f64>(<i64>(((w0 >> 51) | (w1 << 13)) & LIMB_MASK)));
  setLimb(pair, lane, 2, <f64>(<i64>(((w1 >> 38) | (w2 << 26)) & LIMB_MASK)));
  setLimb(pair, lane, 3, <f64>(<i64>(((w2 >> 25) | (w3 << 39)) & LIMB_MASK)));
  setLimb(pair, lane, 4, <f64>(<i64>(w3 >> 12)));
}

/** Whether a 256-bit integer is below q. */
export function isBelowModulus(words: usize): bool {
  for (let i: i32 = 3; i >= 0; i--) {
    const word = load<u64>(words + 8 * i);
    const limit = load<u64>(MODULUS + 8 * i);
    if (word != limit) return word < limit;
  }
  return false;
}

/** z += x over four words. */
export function addWords(z: usize, x: usize): void {
  let carry: u64 = 0;
  for (let i: usize = 0; i < 32; i += 8) {
    const a = load<u64>(z + i);
    const sum = a + load<u64>(x + i);
    const total = sum + carry;
    carry = u64(sum < a) | u64(total < sum);
    store<u64>(z + i, total);
  }
}

/** z −= x over four words. */
export function subtractWords(z: usize, x: usize): void {
  let borrow: u64 = 0;
  for (let i: usize = 0; i < 32; i += 8) {
    const a = load<u64>(z + i);
    const b = load<u64>(x + i);
    const difference = a - b;
    store<u64>(z + i, difference - borrow);
    borrow = u64(a < b) | u64(difference < borrow);
  }
}

/** z = z/2 mod q, for z below q. */
export function halveWords(z: usize): void {
  if (load<u64>(z) & 1) addWords(z, MODULUS);
  const w0 = load<u64>(z), w1 = load<u64>(z, 8), w2 = load<u64>(z, 16), w3 = load<u64>(z, 24);
  store<u64>(z, (w0 >> 1) | (w1 << 63));
  store<u64>(z, (w1 >> 1) | (w2 << 63), 8);
  store<u64>(z, (w2 >> 1) | (w3 << 63), 16);
  store<u64>(z, w3 >> 1, 24);
}

/** z = 2z mod q, for z below q. */
export function doubleWords(z: usize): void {
  addWords(z, z);
  if (!isBelowModulus(z)) subtractWords(z, MODULUS);
}
