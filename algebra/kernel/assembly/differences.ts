/** Differences of points, many at once. */
import { NONE, flush, negated, queue } from "./batch";
import { POINT } from "./element";
import { BATCH } from "./inverses";
import { setPoints } from "./lines";
import { decode, encodeEach } from "./points";

const room = memory.data(2 * BATCH * POINT, 16);
const isInfinity = memory.data(2 * BATCH, 16);
const references = memory.data(4 * BATCH, 16);

/** n ≤ BATCH differences aᵢ − bᵢ of points in LEM at `target`. Answers 0, or the fault that `decode` finds. */
export function subtractEach(n: u32, a: usize, b: usize, target: usize): i32 {
  setPoints(room);
  let fault = decode(n, a, room, isInfinity);
  if (fault == 0) fault = decode(n, b, room + POINT * BATCH, isInfinity + BATCH);
  if (fault != 0) return fault;
  for (let i: u32 = 0; i < n; i++) {
    const at = references + 4 * i;
    const left = load<u8>(isInfinity + i) ? NONE : 2 * i;
    const right = negated(load<u8>(isInfinity + BATCH + i) ? NONE : 2 * (BATCH + i));
    if (left != NONE && right != NONE) queue(left, right, i, at);
    else store<u32>(at, left == NONE ? right : left);
  }
  flush();
  encodeEach(n, references, room, target);
  return 0;
}
