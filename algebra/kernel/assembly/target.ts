/**
 * The field of pairings, Fq12 = Fq2[w]/(w⁶ − ξ) with ξ = 9 + u: six pairs of elements of Fq2, the coefficients of 1, w,
 * …, w⁵, all normalised.
 */
import { PAIR } from "./element";
import { ONE, addNormalised, multiplyTwo, quadruple, timesXiFrom } from "./routines";

export const COEFFICIENTS: i32 = 6;
/** Bytes of an element. */
export const TARGET: usize = 6 * PAIR;

/** ξ times each coefficient of an element. */
const byXi = memory.data(TARGET, 16);
const product = memory.data(TARGET, 16);
const scratch = memory.data(PAIR, 16);
const fourfold = memory.data(PAIR, 16);

/** z = ξ·x; z is not x. */
function timesXi(z: usize, x: usize): void {
  quadruple(fourfold, x);
  timesXiFrom(z, x, fourfold);
}

/** z = 1 in both lanes. */
export function setOne(z: usize): void {
  memory.fill(z, 0, TARGET);
  memory.copy(z, ONE, PAIR);
}

/** z = x·y in Fq12; z is neither. */
export function multiplyTarget(z: usize, x: usize, y: usize): void {
  for (let i = 0; i < COEFFICIENTS; i++) timesXi(byXi + PAIR * i, x + PAIR * i);
  for (let i = 0; i < COEFFICIENTS; i++) {
    const sum = z + PAIR * i;
    memory.fill(sum, 0, PAIR);
    for (let j = 0; j < COEFFICIENTS; j += 2) {
      // x_j·y_(i−j), and ξ·x_j·y_(i−j+6) where j > i
      multiplyTwo(scratch, factor(x, i, j), cofactor(y, i, j), factor(x, i, j + 1), cofactor(y, i, j + 1));
      addNormalised(sum, sum, scratch);
    }
  }
}

function factor(x: usize, i: i32, j: i32): usize {
  return (j > i ? byXi : x) + PAIR * j;
}

function cofactor(y: usize, i: i32, j: i32): usize {
  return y + PAIR * (j > i ? i - j + COEFFICIENTS : i - j);
}

/** f = f·(1 + a·w + b·w³) */
export function multiplyByLine(f: usize, a: usize, b: usize): void {
  const aXi = byXi;
  const bXi = byXi + PAIR;
  timesXi(aXi, a);
  timesXi(bXi, b);
  for (let i = 0; i < COEFFICIENTS; i++) {
    // f_i + a·f_(i−1) + b·f_(i−3), with ξ where the index wraps
    const f1 = f + PAIR * (i < 1 ? i + 5 : i - 1);
    const f3 = f + PAIR * (i < 3 ? i + 3 : i - 3);
    multiplyTwo(scratch, i < 1 ? aXi : a, f1, i < 3 ? bXi : b, f3);
    addNormalised(product + PAIR * i, scratch, f + PAIR * i);
  }
  memory.copy(f, product, TARGET);
}
