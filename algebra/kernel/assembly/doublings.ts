/**
 * Affine doublings, many at once with one inversion: λ = 3x²/2y, then as in batch.ts, whose bounds hold. None of them
 * is exceptional: there are no points with y = 0.
 */
import { NONE, tripleSquare } from "./batch";
import { BATCH, differenceAt, startInverses } from "./inverses";
import { STRIDE, follow, leftOf, numeratorAt, pointAt, repeatOperation, setOperation } from "./lines";
import { doubleY } from "./routines";

/**
 * Doubles the point of each of n ≤ BATCH references: points[targets[i]] becomes 2·points[references[i]], which becomes
 * the reference to it, negated where that was. NONE stays. No point of a reference may lie where another's double goes.
 */
export function doubleEach(n: u32, references: usize, targets: usize): void {
  let count = 0;
  for (let i: u32 = 0; i < n; i++) {
    const reference = load<u32>(references + 4 * i);
    if (reference == NONE) continue;
    const target = load<u32>(targets + 4 * i);
    const point = reference & ~1;
    setOperation(count++, point, point, target);
    store<u32>(references + 4 * i, (target << 1) | (reference & 1));
  }
  if (count == 0) return;
  if (count & 1) repeatOperation(count);
  const pairs = (count + 1) >> 1;
  for (let j = 0; j < pairs; j++) {
    doubleY(differenceAt(j), pointAt(leftOf(2 * j)), pointAt(leftOf(2 * j + 1)));
  }
  if (!startInverses(pairs)) unreachable();
  for (let end = pairs; end > 0; ) {
    const from = (end - 1) & -STRIDE;
    for (let j = from; j < end; j++) tripleSquare(numeratorAt(j), pointAt(leftOf(2 * j)), pointAt(leftOf(2 * j + 1)));
    follow(from, end);
    end = from;
  }
}
