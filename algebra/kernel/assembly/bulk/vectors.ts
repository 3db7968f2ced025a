/**
 * Vectors over the scalar field: n elements of 32 little-endian bytes, plain, below r. Factors are brought to
 * Montgomery form (f·2^261), so that a product with a plain element is plain again.
 */
import { POWER_261_R, POWER_522_R, addR, multiplyR, subtractR } from "../montgomery";

const factor = memory.data(32, 8);
const step = memory.data(32, 8);
const product = memory.data(32, 8);

/** v_i ← first·ratio^i·v_i */
export function scaleByPowers(n: u32, values: usize, first: usize, ratio: usize): void {
  multiplyR(factor, first, POWER_522_R);
  multiplyR(step, ratio, POWER_522_R);
  for (let i: u32 = 0; i < n; i++) {
    multiplyR(values + 32 * i, values + 32 * i, factor);
    multiplyR(factor, factor, step);
  }
}

/** sum_i ← sum_i + first·v_i; v is overwritten. */
export function addScaled(n: u32, sum: usize, values: usize, first: usize): void {
  multiplyR(factor, first, POWER_522_R);
  for (let at: usize = 0; at < 32 * n; at += 32) {
    multiplyR(values + at, values + at, factor);
    addR(sum + at, sum + at, values + at);
  }
}

/** v_i ← Σ_j root^(ij)·v_j for n = 2^bits, n > 1, and a root of order n; `twiddles` is room for n/2 elements. */
export function transform(bits: u32, values: usize, root: usize, twiddles: usize): void {
  const n: u32 = 1 << bits;
  reverseBits(bits, values);
  // twiddles[i] = root^i in Montgomery form
  multiplyR(step, root, POWER_522_R);
  memory.copy(twiddles, POWER_261_R, 32);
  for (let i: u32 = 1; i < n / 2; i++) multiplyR(twiddles + 32 * i, twiddles + 32 * (i - 1), step);

  for (let half: u32 = 1; half < n; half *= 2) {
    const stride = 32 * (n / (2 * half));
    for (let block: u32 = 0; block < n; block += 2 * half) {
      let low = values + 32 * block;
      let high = low + 32 * half;
      for (let j: u32 = 0; j < half; j++) {
        multiplyR(product, high, twiddles + stride * j);
        subtractR(high, low, product);
        addR(low, low, product);
        low += 32;
        high += 32;
      }
    }
  }
}

/** Exchanges elements whose indices have each other's bits in reverse. */
function reverseBits(bits: u32, values: usize): void {
  const n: u32 = 1 << bits;
  let reversed: u32 = 0;
  for (let i: u32 = 0; i < n; i++) {
    if (i < reversed) {
      memory.copy(product, values + 32 * i, 32);
      memory.copy(values + 32 * i, values + 32 * reversed, 32);
      memory.copy(values + 32 * reversed, product, 32);
    }
    // reversed + 1, with the carry going down from the top bit
    let bit = n >> 1;
    while (reversed & bit) {
      reversed ^= bit;
      bit >>= 1;
    }
    reversed |= bit;
  }
}
