/** How a column of a job is summed: its digits, and the memory that takes. */
import type { ColumnShape } from "../sums.js";

/** A column with everything decided. */
export interface ColumnPlan {
  readonly scalarBytes: number;
  /** Bits of a digit, and the number of digits. */
  readonly width: number;
  readonly windows: number;
  /** 64-bit words of a shifted scalar (see assembly/digits.ts). */
  readonly words: number;
}

const MAX_WIDTH = 15;
/** The widest that is chosen: the buckets of a column take 3 to 7 MB then, and four times as much with two bits more … */
const USUAL_WIDTH = 13;
/** … which only so many points repay. */
const LONG = 2 ** 20;

/** Points that are decoded and sorted into buckets together. */
export const SLICE_POINTS = 1 << 13;

/** Digits that hold any scalar of `bits` bits with one bit to spare for the sign of the top one. */
function windowCount(bits: number, width: number): number {
  return Math.floor(bits / width) + 1;
}

/** The width with the fewest additions: a term for each scalar, and about two for each bucket. */
function bestWidth(bits: number, terms: number): number {
  const cost = (width: number): number =>
    windowCount(bits, width) * (terms + 2 ** (width - 1) + width * 2 ** (width / 2));
  const widest = terms < LONG ? USUAL_WIDTH : MAX_WIDTH;
  let best = 2;
  for (let width = 3; width <= widest; width++) if (cost(width) < cost(best)) best = width;
  return best;
}

/**
 * Digits of plain scalars, in G1 too: halving them by the endomorphism (GLV) doubles the points, and saves only on
 * the buckets, which from 2^14 points on is no more than the split costs.
 */
export function planColumn({ scalarBytes, windowBits }: ColumnShape, n: number): ColumnPlan {
  if (scalarBytes !== 16 && scalarBytes !== 32) throw new RangeError(`scalars of ${scalarBytes} bytes`);
  if (
    windowBits !== undefined &&
    !(Number.isInteger(windowBits) && windowBits >= 1 && windowBits <= MAX_WIDTH)
  ) {
    throw new RangeError(`windows of ${windowBits} bits`);
  }
  const bits = 8 * scalarBytes;
  const width = windowBits ?? bestWidth(bits, n);
  return { scalarBytes, width, windows: windowCount(bits, width), words: bits / 64 + 1 };
}

/** B = Σ_k 2^(w−1)·2^(wk), which makes signed digits independent of each other, as little-endian bytes. */
export function digitBias({ width, windows, words }: ColumnPlan): BigUint64Array {
  let bias = 0n;
  for (let k = 0; k < windows; k++) bias += 1n << BigInt(width * k + width - 1);
  return BigUint64Array.from({ length: words }, (_, i) => BigInt.asUintN(64, bias >> BigInt(64 * i)));
}

/** Buckets of one window, for digits from 0 to 2^(width−1). */
export function bucketCount({ width }: ColumnPlan): number {
  return 2 ** (width - 1) + 1;
}

/** Bounds the rows, and the columns, that the buckets of one window are laid out in (see msm.ts). */
function sideCount({ width }: ColumnPlan): number {
  return 2 ** Math.ceil(width / 2) + 1;
}

/** Points that the sums of a column may take at once, beside slice and buckets. */
export function sumPoints(plan: ColumnPlan): number {
  const { width, windows } = plan;
  // Of one window: sums of pairs that go to one bucket; later, of rows and columns of buckets and of their bits.
  const inWindow = Math.max(SLICE_POINTS / 2, bucketCount(plan) + width * sideCount(plan));
  // The bit sums of all windows stay; Horner's rule over them makes two sums for each.
  return inWindow + windows * 3 * width;
}

/** Lists that are summed at once: buckets, rows and columns, bits, or windows. */
export function listsAtOnce(plan: ColumnPlan): number {
  return Math.max(bucketCount(plan), 2 * sideCount(plan), plan.width, plan.windows);
}

/** References in lists that are summed at once; three for each window in Horner's rule. */
export function listedReferences(plan: ColumnPlan): number {
  return Math.max(
    SLICE_POINTS + bucketCount(plan),
    2 * bucketCount(plan),
    plan.width * sideCount(plan),
    3 * plan.windows,
    2,
  );
}
