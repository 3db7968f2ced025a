/**
 * Affine additions, many at once with one inversion (Montgomery's trick), two side by side in the lanes.
 *
 *     λ = (y_b − y_a)/(x_b − x_a)    x = λ² − x_a − x_b    y = λ(x_a − x) − y_a
 *
 * Bounds, as multiples of q, with q/2^255 < 0.379 and c = 1 in Fq, c = 2 in Fq2: a product of X and Y is below
 * 0.379·c·X·Y + 0.51. Stored coordinates and the differences of x are normalised, below 0.51, with limbs within
 * ±(2^50 + 4); other differences of coordinates are below 1.02, with limbs within ±(2^51 + 8). So in Fq2 (in Fq all is
 * less) the running products are below 0.84, inverses below 1.05, slopes below 1.33, their squares below 1.86, and
 * what is normalised again at the end below 2.9 before that. A top limb is 0.76·2^50 for each multiple of q: every
 * product of two limbs stays below 2^102, and every top limb of a product below 2^51, as products.mjs asks.
 *
 * Where x_a = x_b the difference is zero and so is the product of all of them, which is how it is noticed. Then the
 * batch is gone through pair by pair: equal points are doubled, λ = 3x²/2y; opposite ones give infinity. There are
 * no points with y = 0, neither on BN254 (prime order) nor on its twist (order r·(2q − r), odd).
 */
import { PAIR, POINT, isZero, limbAt, setLimb } from "./element";
import { BATCH, differenceAt, startInverses } from "./inverses";
import { STRIDE, follow, leftOf, numeratorAt, pointAt, repeatOperation, rightOf, setOperation, signs } from "./lines";
import { DEGREE, ONE, gatherX, gatherY, normalise, square, xDifference, yDifference } from "./routines";

/** No point: infinity. References to points are those of lines.ts. */
export const NONE: u32 = 0xffffffff;

/** Where to write the reference to a sum that is queued. */
const position = memory.data(4 * BATCH, 16);
let queued: i32 = 0;

const ORDINARY: u8 = 0;
const DOUBLING: u8 = 1;
const OPPOSITE: u8 = 2;
/** One kind for every queued addition, meaningful while `exceptional`. */
const kinds = memory.data(BATCH, 16);
let exceptional: bool = false;

const scratch = memory.data(PAIR, 16);

/** The reference to the point of a reference, copied to points[index]. */
export function copied(reference: u32, index: u32): u32 {
  memory.copy(pointAt(index << 1), pointAt(reference), POINT);
  return (index << 1) | (reference & 1);
}

/** The reference to −P; NONE for infinity. */
export function negated(reference: u32): u32 {
  return reference == NONE ? NONE : reference ^ 1;
}

/** Queues *at += b, with points[index] for the sum; *at must be complete. */
export function accumulate(at: usize, b: u32, index: u32): void {
  const a = load<u32>(at);
  if (a == NONE) store<u32>(at, b);
  else if (b != NONE) queue(a, b, index, at);
}

/** Queues points[index] = a + b; *at becomes the reference to it, NONE for infinity. */
export function queue(a: u32, b: u32, index: u32, at: usize): void {
  setOperation(queued, a, b, index);
  store<u32>(position + 4 * queued, <u32>at);
  store<u32>(at, index << 1);
  if (++queued == BATCH) flush();
}

/** Carries out all queued additions. */
export function flush(): void {
  if (queued == 0) return;
  const pairs = (queued + 1) >> 1;
  if (queued & 1) {
    repeatOperation(queued);
    store<u32>(position + 4 * queued, load<u32>(position + 4 * queued - 4));
  }
  queued = 0;
  for (let j = 0; j < pairs; j++) {
    xDifference(
      differenceAt(j),
      pointAt(leftOf(2 * j)),
      pointAt(leftOf(2 * j + 1)),
      pointAt(rightOf(2 * j)),
      pointAt(rightOf(2 * j + 1)),
    );
  }
  exceptional = !startInverses(pairs);
  if (exceptional) {
    for (let i = 0; i < 2 * pairs; i++) classify(i);
    startInverses(pairs);
  }
  for (let end = pairs; end > 0; ) {
    const from = (end - 1) & -STRIDE;
    for (let j = from; j < end; j++) setNumerator(j);
    follow(from, end);
    end = from;
  }
}

/** Finds what kind of addition the i-th is, and puts a denominator that is not zero. */
function classify(i: i32): void {
  const lane = <usize>(i & 1);
  const difference = differenceAt(i >> 1);
  let kind = ORDINARY;
  if (isZero(difference, lane)) {
    const a = leftOf(i);
    const b = rightOf(i);
    yDifference(scratch, pointAt(a), pointAt(a), signs(a, a), pointAt(b), pointAt(b), signs(b, b));
    if (isZero(scratch, 0)) {
      kind = DOUBLING;
      gatherY(scratch, pointAt(a), pointAt(a), signs(a, a));
      for (let k: usize = 0; k < 5 * DEGREE; k++) setLimb(difference, lane, k, 2 * limbAt(scratch, 0, k));
      normalise(difference, difference);
    } else {
      kind = OPPOSITE;
      for (let k: usize = 0; k < 5 * DEGREE; k++) setLimb(difference, lane, k, limbAt(ONE, 0, k));
    }
  }
  store<u8>(kinds + i, kind);
}

/** The numerators of the j-th pair of slopes: y_b − y_a, and what is exceptional. */
function setNumerator(j: i32): void {
  const a0 = leftOf(2 * j);
  const a1 = leftOf(2 * j + 1);
  const b0 = rightOf(2 * j);
  const b1 = rightOf(2 * j + 1);
  yDifference(numeratorAt(j), pointAt(a0), pointAt(a1), signs(a0, a1), pointAt(b0), pointAt(b1), signs(b0, b1));
  if (!exceptional) return;
  correct(a0, 2 * j);
  correct(a1, 2 * j + 1);
}

/** z = 3·x(a)², the numerator of a tangent's slope. */
export function tripleSquare(z: usize, a0: usize, a1: usize): void {
  gatherX(z, a0, a1);
  square(z, z);
  for (let at: usize = 0; at < PAIR; at += 16) {
    v128.store(z + at, f64x2.mul(v128.load(z + at), f64x2.splat(3.0)));
  }
  normalise(z, z);
}

/** Puts 3x² for the slope's numerator where the i-th addition is a doubling; marks the sum where it is infinity. */
function correct(a: u32, i: i32): void {
  const kind = load<u8>(kinds + i);
  if (kind == OPPOSITE) store<u32>(<usize>load<u32>(position + 4 * i), NONE);
  if (kind != DOUBLING) return;
  tripleSquare(scratch, pointAt(a), pointAt(a));
  for (let k: usize = 0; k < 5 * DEGREE; k++) setLimb(numeratorAt(i >> 1), <usize>(i & 1), k, limbAt(scratch, 0, k));
}
