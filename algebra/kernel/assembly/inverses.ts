/** Inverses of many pairs of elements from one inversion in Fq (P. Montgomery's trick); for the bounds see batch.ts. */
import { BASE_PAIR, PAIR, fromWords, isZero, limbAt, setLimb, toWords } from "./element";
import { invertWords } from "./inverse";
import { DEGREE, ONE, RADIX_CUBED, baseMultiply, multiply, normalise } from "./routines";

/** Elements that are inverted together, an even number: two to a pair. */
export const BATCH: i32 = 1024;

/** What is to be inverted (differences of coordinates), and the products of all before each. */
const differences = memory.data(PAIR * (BATCH / 2), 16);
const products = memory.data(PAIR * (BATCH / 2 + 1), 16);
/** The inverse of the product of all differences not yet taken. */
const running = memory.data(PAIR, 16);

const scratch = memory.data(PAIR, 16);
const swapped = memory.data(PAIR, 16);
const norm = memory.data(PAIR, 16);
const other = memory.data(PAIR, 16);
const words = memory.data(32, 16);

/** Makes ready for the inverses of all differences; false where one of them is zero, and then there are none. */
export function startInverses(pairs: i32): bool {
  memory.copy(products, ONE, PAIR);
  for (let j = 0; j < pairs; j++) {
    multiply(products + PAIR * (j + 1), products + PAIR * j, differences + PAIR * j);
  }
  const all = products + PAIR * pairs;
  if (isZero(all, 0) || isZero(all, 1)) return false;
  invertPair(running, all);
  return true;
}

/** z = the inverse of the j-th difference; to be called once for each, from the last to the first. */
export function takeInverse(z: usize, j: i32): void {
  multiply(z, running, products + PAIR * j);
  multiply(running, running, differences + PAIR * j);
}

/** Where the j-th difference is; it must be normalised. */
export function differenceAt(j: i32): usize {
  return differences + PAIR * j;
}

/** z = x⁻¹ in both lanes, from one inversion in Fq; neither lane is zero. */
function invertPair(z: usize, x: usize): void {
  // 1/x₀ = x₁/(x₀x₁), 1/x₁ = x₀/(x₀x₁)
  for (let k: usize = 0; k < 5 * DEGREE; k++) {
    setLimb(swapped, 0, k, limbAt(x, 1, k));
    setLimb(swapped, 1, k, limbAt(x, 0, k));
  }
  multiply(scratch, x, swapped);
  if (DEGREE == 1) {
    invertBase(scratch, scratch);
  } else {
    // 1/(a + bu) = (a − bu)/(a² + b²)
    baseMultiply(norm, scratch, scratch);
    baseMultiply(other, scratch + BASE_PAIR, scratch + BASE_PAIR);
    for (let k: usize = 0; k < 5; k++) setLimb(norm, 0, k, limbAt(norm, 0, k) + limbAt(other, 0, k));
    invertBase(norm, norm);
    baseMultiply(scratch, scratch, norm);
    baseMultiply(scratch + BASE_PAIR, scratch + BASE_PAIR, norm);
    for (let k: usize = 5; k < 10; k++) {
      setLimb(scratch, 0, k, -limbAt(scratch, 0, k));
      setLimb(scratch, 1, k, -limbAt(scratch, 1, k));
    }
    normalise(scratch, scratch);
  }
  multiply(z, scratch, swapped);
}

/** Both lanes of z become the inverse of lane 0 of x, in Fq. */
export function invertBase(z: usize, x: usize): void {
  toWords(words, x, 0);
  invertWords(words, words);
  fromWords(z, 0, words);
  fromWords(z, 1, words);
  // (x·2^255)⁻¹ · 2^765 · 2^−255 = x⁻¹·2^255
  baseMultiply(z, z, RADIX_CUBED);
}
