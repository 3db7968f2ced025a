/**
 * Affine doublings, many at once with one inversion: λ = 3x²/2y, then as in batch.ts, whose bounds hold. None of them
 * is exceptional: there are no points with y = 0.
 */
import { NONE, follow, pointAt, signs, tripleSquare } from "./batch";
import { PAIR, POINT } from "./element";
import { BATCH, differenceAt, startInverses, takeInverse } from "./inverses";
import { multiply, normalise, yDifference } from "./routines";

/** The references that are not NONE, and where they are kept. */
const sources = memory.data(4 * BATCH, 16);
const positions = memory.data(4 * BATCH, 16);
let count: i32 = 0;

const slope = memory.data(PAIR, 16);
const numerator = memory.data(PAIR, 16);

const NEGATIVE = i64x2.splat(i64.MIN_VALUE);

function sourceAt(k: i32): u32 {
  return load<u32>(sources + 4 * k);
}

/**
 * Doubles the point of each of n ≤ BATCH references: points[targets[i]] becomes 2·references[i], which becomes the
 * reference to it. NONE stays. No point of a reference may lie where another's double goes.
 */
export function doubleEach(n: u32, references: usize, targets: usize): void {
  count = 0;
  for (let i: u32 = 0; i < n; i++) {
    const reference = load<u32>(references + 4 * i);
    if (reference == NONE) continue;
    const target = load<u32>(targets + 4 * i);
    store<u32>(sources + 4 * count, reference);
    store<u32>(positions + 4 * count, target);
    store<u32>(references + 4 * i, target << 1);
    count++;
  }
  const pairs = (count + 1) >> 1;
  for (let j = 0; j < pairs; j++) {
    const a0 = sourceAt(2 * j);
    const a1 = sourceAt(second(j));
    const sign = signs(a0, a1);
    yDifference(
      differenceAt(j), pointAt(a0), pointAt(a1), v128.xor(sign, NEGATIVE), pointAt(a0), pointAt(a1), sign,
    );
    normalise(differenceAt(j), differenceAt(j));
  }
  if (pairs > 0 && !startInverses(pairs)) unreachable();
  for (let j = pairs - 1; j >= 0; j--) {
    const a0 = sourceAt(2 * j);
    const a1 = sourceAt(second(j));
    const p0 = pointAt(a0);
    const p1 = pointAt(a1);
    const z0 = pointAt(load<u32>(positions + 8 * j) << 1);
    const z1 = pointAt(load<u32>(positions + 4 * second(j)) << 1);
    tripleSquare(numerator, p0, p1);
    takeInverse(slope, j);
    multiply(slope, slope, numerator);
    follow(slope, z0, z1, p0, p1, signs(a0, a1), p0, p1);
  }
}

/** What lane 1 of the j-th pair doubles; where there is none left, the same as lane 0. */
function second(j: i32): i32 {
  return min(2 * j + 1, count - 1);
}
