/**
 * What additions and doublings in a batch end with: from the slope of the line through a and b to the sum z.
 *
 *     x = λ² − x_a − x_b    y = λ(x_a − x) − y_a
 *
 * A few pairs go through each step together: products that wait for each other would leave the processor half idle.
 */
import { PAIR, POINT } from "./element";
import { BATCH, takeInverse } from "./inverses";
import { abscissa, multiply, ordinate, square } from "./routines";

/** A reference is 2·index of a point, plus one where it is to be negated. */
const left = memory.data(4 * BATCH, 16);
const right = memory.data(4 * BATCH, 16);
/** The index that a sum goes to. */
const target = memory.data(4 * BATCH, 16);

/** Pairs that go together. */
export const STRIDE: i32 = 8;
const slopes = memory.data(PAIR * STRIDE, 16);
const numerators = memory.data(PAIR * STRIDE, 16);
const squares = memory.data(PAIR * STRIDE, 16);

/** Where points lie. */
let points: usize = 0;

export function setPoints(address: usize): void {
  points = address;
}

/** The address of the point that a reference names. */
export function pointAt(reference: u32): usize {
  return points + POINT * <usize>(reference >> 1);
}

/** The sign masks of two references. */
export function signs(r0: u32, r1: u32): v128 {
  return i64x2.replace_lane(i64x2.splat(<i64>r0 << 63), 1, <i64>r1 << 63);
}

/** The i-th operation is points[index] = a + b; operations 2j and 2j + 1 are the j-th pair. */
export function setOperation(i: i32, a: u32, b: u32, index: u32): void {
  store<u32>(left + 4 * i, a);
  store<u32>(right + 4 * i, b);
  store<u32>(target + 4 * i, index << 1);
}

/** The i-th operation is the one before it: the last of an odd number is done in both lanes. */
export function repeatOperation(i: i32): void {
  setOperation(i, leftOf(i - 1), rightOf(i - 1), targetOf(i - 1) >> 1);
}

export function leftOf(i: i32): u32 {
  return load<u32>(left + 4 * i);
}

export function rightOf(i: i32): u32 {
  return load<u32>(right + 4 * i);
}

function targetOf(i: i32): u32 {
  return load<u32>(target + 4 * i);
}

/** Where the numerator of the slope of the j-th pair goes. */
export function numeratorAt(j: i32): usize {
  return numerators + PAIR * (j & (STRIDE - 1));
}

function slopeAt(j: i32): usize {
  return slopes + PAIR * (j & (STRIDE - 1));
}

function squareAt(j: i32): usize {
  return squares + PAIR * (j & (STRIDE - 1));
}

/** Pairs from `from` up to `end`, at most STRIDE and the last not taken yet, given numerators of their slopes. */
export function follow(from: i32, end: i32): void {
  for (let j = end - 1; j >= from; j--) takeInverse(slopeAt(j), j);
  for (let j = from; j < end; j++) multiply(slopeAt(j), slopeAt(j), numeratorAt(j));
  for (let j = from; j < end; j++) square(squareAt(j), slopeAt(j));
  for (let j = from; j < end; j++) {
    const i = 2 * j;
    abscissa(
      pointAt(targetOf(i)),
      pointAt(targetOf(i + 1)),
      numeratorAt(j),
      squareAt(j),
      pointAt(leftOf(i)),
      pointAt(leftOf(i + 1)),
      pointAt(rightOf(i)),
      pointAt(rightOf(i + 1)),
    );
  }
  for (let j = from; j < end; j++) multiply(squareAt(j), slopeAt(j), numeratorAt(j));
  for (let j = from; j < end; j++) {
    const a0 = leftOf(2 * j);
    const a1 = leftOf(2 * j + 1);
    ordinate(
      pointAt(targetOf(2 * j)),
      pointAt(targetOf(2 * j + 1)),
      squareAt(j),
      pointAt(a0),
      pointAt(a1),
      signs(a0, a1),
    );
  }
}
