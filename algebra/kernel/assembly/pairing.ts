/**
 * Miller loops of the optimal ate pairing on BN254 for many pairs at once (F. Vercauteren, "Optimal pairings",
 * eprint 2008/096): f_{6u+2,Q}(P)·l_{[6u+2]Q, πQ}(P)·l_{[6u+2]Q+πQ, −π²Q}(P).
 *
 * All pairs of a chunk go through the loop together, so that slopes share one inversion a step, and all their lines
 * are multiplied into one f, which is squared once a step for all of them; lane 0 and lane 1 have an f each.
 *
 * Fq12 = Fq2[w]/(w⁶ − ξ), ξ = 9 + u; the twist goes to the curve by (x, y) ↦ (x·w², y·w³). The line through T with
 * slope λ on the twist, at P, is y_P − λ·x_P·w + (λ·x_T − y_T)·w³. Factors in Fq vanish in the final exponentiation,
 * so it is divided by y_P: 1 + a·w + b·w³ with a = −λ·x_P/y_P and b = (λ·x_T − y_T)/y_P.
 *
 * All elements that are kept are normalised, and other factors of products are no greater than in batch.ts.
 */
import {
  BASE_PAIR,
  PAIR,
  POINT,
  doubleWords,
  fromWords,
  halveWords,
  isBelowModulus,
  limbAt,
  setLimb,
  toWords,
} from "./element";
import { frobenius } from "./frobenius";
import { BATCH, differenceAt, invertBase, startInverses, takeInverse } from "./inverses";
import { decode, infinityCount } from "./points";
import {
  LOOP_DIGITS,
  LOOP_LENGTH,
  abscissa,
  addNormalised,
  baseMultiply,
  gatherX,
  gatherY,
  multiply,
  normalise,
  ordinate,
  scale,
  square,
  subtract,
  xDifference,
  yDifference,
} from "./routines";
import { COEFFICIENTS, TARGET, multiplyByLine, multiplyTarget, setOne } from "./target";

/** What millerChunk answers; the first two as `decode`. */
const FINE: i32 = 0;
const NOT_CANONICAL: i32 = 1;
const INFINITE: i32 = 3;
const NOT_IN_SUBGROUP: i32 = 4;

/** For each pair: Q, then its images under Frobenius; T, a multiple of Q; −x_P/y_P and 1/y_P, by lanes. */
const bases = memory.data(POINT * BATCH, 16);
const multiples = memory.data(POINT * BATCH, 16);
const negatedQuotients = memory.data(BASE_PAIR * (BATCH / 2), 16);
const inverses = memory.data(BASE_PAIR * (BATCH / 2), 16);
const isInfinity = memory.data(BATCH, 16);

/** f of this chunk, the product over all chunks, and room for another element. */
const f = memory.data(TARGET, 16);
const total = memory.data(TARGET, 16);
const other = memory.data(TARGET, 16);

const a = memory.data(PAIR, 16);
const b = memory.data(PAIR, 16);
const slope = memory.data(PAIR, 16);
const numerator = memory.data(PAIR, 16);
const scratch = memory.data(PAIR, 16);
const words = memory.data(32, 16);

const PLUS = i64x2.splat(0);
const MINUS = i64x2.splat(i64.MIN_VALUE);

/** With the slope of the j-th pair of lines known: multiplies f by them, and moves T to its sum with R. */
function draw(j: i32, r0: usize, r1: usize): void {
  const t0 = multiples + POINT * (2 * j);
  const t1 = t0 + POINT;
  normalise(slope, slope);
  // a = −λ·x_P/y_P, b = (λ·x_T − y_T)/y_P
  scale(a, slope, negatedQuotients + BASE_PAIR * j);
  normalise(a, a);
  gatherX(scratch, t0, t1);
  multiply(b, slope, scratch);
  gatherY(scratch, t0, t1, PLUS);
  subtract(b, b, scratch);
  normalise(b, b);
  scale(b, b, inverses + BASE_PAIR * j);
  normalise(b, b);
  multiplyByLine(f, a, b);
  // x = λ² − x_T − x_R, y = λ(x_T − x) − y_T
  square(scratch, slope);
  abscissa(t0, t1, numerator, scratch, t0, t1, r0, r1);
  multiply(scratch, slope, numerator);
  ordinate(t0, t1, scratch, t0, t1, PLUS);
}

/** T = 2·T for all; false where there is a T with y = 0. */
function doubleAll(lanes: i32): bool {
  for (let j = 0; j < lanes; j++) {
    const t0 = multiples + POINT * (2 * j);
    const t1 = t0 + POINT;
    yDifference(differenceAt(j), t0, t1, MINUS, t0, t1, PLUS);
    normalise(differenceAt(j), differenceAt(j));
  }
  if (!startInverses(lanes)) return false;
  for (let j = lanes - 1; j >= 0; j--) {
    const t0 = multiples + POINT * (2 * j);
    const t1 = t0 + POINT;
    // λ = 3x²/2y
    gatherX(scratch, t0, t1);
    square(scratch, scratch);
    addNormalised(numerator, scratch, scratch);
    addNormalised(numerator, numerator, scratch);
    takeInverse(slope, j);
    multiply(slope, slope, numerator);
    draw(j, t0, t1);
  }
  return true;
}

/** T = T ± Q for all; false where T = Q or T = −Q somewhere, which no point of order r comes to. */
function addAll(lanes: i32, sign: v128): bool {
  for (let j = 0; j < lanes; j++) {
    const t0 = multiples + POINT * (2 * j);
    const q0 = bases + POINT * (2 * j);
    xDifference(differenceAt(j), t0, t0 + POINT, q0, q0 + POINT);
  }
  if (!startInverses(lanes)) return false;
  for (let j = lanes - 1; j >= 0; j--) {
    const t0 = multiples + POINT * (2 * j);
    const q0 = bases + POINT * (2 * j);
    yDifference(numerator, t0, t0 + POINT, PLUS, q0, q0 + POINT, sign);
    takeInverse(slope, j);
    multiply(slope, slope, numerator);
    draw(j, q0, q0 + POINT);
  }
  return true;
}

/** Reads P at `source` into a lane of the j-th quotient and inverse; false where y is zero. */
function readFirst(source: usize, j: i32, lane: usize): bool {
  memory.copy(words, source + 32, 32);
  halveWords(words);
  fromWords(scratch, 0, words);
  invertBase(slope, scratch);
  memory.copy(words, source, 32);
  halveWords(words);
  fromWords(scratch, 0, words);
  baseMultiply(numerator, slope, scratch);
  let all: f64 = 0;
  for (let k: usize = 0; k < 5; k++) {
    setLimb(inverses + BASE_PAIR * j, lane, k, limbAt(slope, 0, k));
    setLimb(negatedQuotients + BASE_PAIR * j, lane, k, -limbAt(numerator, 0, k));
    all += abs(limbAt(slope, 0, k));
  }
  return all != 0;
}

/** Starts a product. */
export function startMiller(): void {
  setOne(total);
}

/**
 * Multiplies the product by the Miller loops of n ≤ BATCH pairs: n points of G1 and n of G2 in LEM, none infinite.
 * Answers 0, or why not: 1 a coordinate not below q, 2 not on the curve (of G2), 3 infinity or y = 0, 4 not of order r.
 */
export function millerChunk(n: u32, g1: usize, g2: usize): i32 {
  const fault = decode(n, g2, bases, isInfinity);
  if (fault != FINE) return fault;
  if (infinityCount() > 0) return INFINITE;
  const lanes: i32 = (n + 1) >> 1;
  // Where n is odd, the last lane's lines are 1, with a good point to go on with.
  memory.fill(negatedQuotients + BASE_PAIR * (lanes - 1), 0, BASE_PAIR);
  memory.fill(inverses + BASE_PAIR * (lanes - 1), 0, BASE_PAIR);
  if (n & 1) memory.copy(bases + POINT * n, bases + POINT * (n - 1), POINT);
  for (let i: u32 = 0; i < n; i++) {
    const first = g1 + 64 * i;
    if (!isBelowModulus(first) || !isBelowModulus(first + 32)) return NOT_CANONICAL;
    if (!readFirst(first, i >> 1, i & 1)) return INFINITE;
  }
  memory.copy(multiples, bases, POINT * 2 * lanes);
  setOne(f);
  for (let i = 0; i < LOOP_LENGTH; i++) {
    multiplyTarget(other, f, f);
    memory.copy(f, other, TARGET);
    if (!doubleAll(lanes)) return NOT_IN_SUBGROUP;
    const digit = load<i8>(LOOP_DIGITS + i);
    if (digit != 0 && !addAll(lanes, digit > 0 ? PLUS : MINUS)) return NOT_IN_SUBGROUP;
  }
  frobenius(2 * lanes, bases, bases);
  if (!addAll(lanes, PLUS)) return NOT_IN_SUBGROUP;
  frobenius(2 * lanes, bases, bases);
  if (!addAll(lanes, MINUS)) return NOT_IN_SUBGROUP;
  multiplyTarget(other, total, f);
  memory.copy(total, other, TARGET);
  return FINE;
}

/**
 * Writes the product, 12 coordinates in LEM, in the order of the tower Fq12 = Fq6[w]/(w² − v), Fq6 = Fq2[v]/(v³ − ξ):
 * the coefficients of 1, w², w⁴, w, w³, w⁵.
 */
export function millerResult(target: usize): void {
  // The product of both lanes, in lane 0.
  for (let k: usize = 0; k < 5 * 12; k++) {
    setLimb(f, 0, k, limbAt(total, 1, k));
    setLimb(f, 1, k, limbAt(total, 0, k));
  }
  multiplyTarget(other, total, f);
  for (let i = 0; i < COEFFICIENTS; i++) {
    const coefficient = other + PAIR * (i < 3 ? 2 * i : 2 * i - 5);
    for (let half = 0; half < 2; half++) {
      toWords(words, coefficient + BASE_PAIR * half, 0);
      doubleWords(words);
      memory.copy(target + 64 * i + 32 * half, words, 32);
    }
  }
}
