/**
 * Multiplication by the cofactor h = 2q − r on the twist, many points at once. With t = q + 1 − r, of 127 bits, ψ
 * satisfies ψ² − tψ + q = 0 on the whole twist, and h = q + t − 1, so that
 *
 *     h·Q = (tψ − ψ² + t − 1)·Q = t·(ψQ + Q) − (Q + ψ²Q).
 *
 * All additions go through the batch, which knows what to do with equal and opposite points; doublings have none.
 */
import { NONE, accumulate, flush, negated, queue } from "./batch";
import { doubleEach } from "./doublings";
import { POINT } from "./element";
import { frobenius } from "./frobenius";
import { BATCH } from "./inverses";
import { setPoints } from "./lines";
import { decode, encodeEach } from "./points";
import { TRACE_DIGITS, TRACE_LENGTH } from "./routines";

/** Q, then ψQ + Q, then Q + ψ²Q, then the sums: BATCH points each. */
const room = memory.data(4 * BATCH * POINT, 16);
const isInfinity = memory.data(BATCH, 16);
/** References to the last three. */
const steps = memory.data(4 * BATCH, 16);
const ends = memory.data(4 * BATCH, 16);
const sums = memory.data(4 * BATCH, 16);
/** Where sums lie. */
const targets = memory.data(4 * BATCH, 16);

/** Queues sums[i] += b. */
function add(i: u32, b: u32): void {
  accumulate(sums + 4 * i, b, 3 * BATCH + i);
}

/**
 * n ≤ BATCH points in LEM at `source` to h times each at `target`; infinity goes to infinity. Answers 0, or the fault
 * that `decode` finds.
 */
export function clearCofactors(n: u32, source: usize, target: usize): i32 {
  setPoints(room);
  const fault = decode(n, source, room, isInfinity);
  if (fault != 0) return fault;
  frobenius(n, room, room + POINT * BATCH);
  frobenius(n, room + POINT * BATCH, room + POINT * 2 * BATCH);
  for (let i: u32 = 0; i < n; i++) {
    store<u32>(steps + 4 * i, NONE);
    store<u32>(ends + 4 * i, NONE);
    if (load<u8>(isInfinity + i)) continue;
    queue(2 * i, 2 * (BATCH + i), BATCH + i, steps + 4 * i);
    queue(2 * i, 2 * (2 * BATCH + i), 2 * BATCH + i, ends + 4 * i);
  }
  flush();
  memory.copy(sums, steps, 4 * n);
  for (let i: u32 = 0; i < n; i++) store<u32>(targets + 4 * i, 3 * BATCH + i);
  for (let k = 0; k < TRACE_LENGTH; k++) {
    doubleEach(n, sums, targets);
    const digit = load<i8>(TRACE_DIGITS + k);
    if (digit == 0) continue;
    for (let i: u32 = 0; i < n; i++) {
      const step = load<u32>(steps + 4 * i);
      add(i, digit < 0 ? negated(step) : step);
    }
    flush();
  }
  for (let i: u32 = 0; i < n; i++) add(i, negated(load<u32>(ends + 4 * i)));
  flush();
  encodeEach(n, sums, room, target);
  return 0;
}
