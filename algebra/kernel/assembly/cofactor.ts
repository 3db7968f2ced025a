/**
 * Multiplication by the cofactor h = 2q − r on the twist, many points at once. With t = q + 1 − r, of 127 bits, ψ
 * satisfies ψ² − tψ + q = 0 on the whole twist, and h = q + t − 1, so that
 *
 *     h·Q = (tψ − ψ² + t − 1)·Q = t·(ψQ + Q) − (Q + ψ²Q).
 *
 * All additions go through the batch, which knows what to do with equal and opposite points.
 */
import { NONE, flush, queue, setPoints } from "./batch";
import { POINT } from "./element";
import { frobenius } from "./frobenius";
import { BATCH } from "./inverses";
import { decode, encode } from "./points";
import { TRACE_DIGITS, TRACE_LENGTH } from "./routines";

/** Q, then ψQ + Q, then Q + ψ²Q, then the sums: BATCH points each. */
const room = memory.data(4 * BATCH * POINT, 16);
const isInfinity = memory.data(BATCH, 16);
/** References to the last three. */
const steps = memory.data(4 * BATCH, 16);
const ends = memory.data(4 * BATCH, 16);
const sums = memory.data(4 * BATCH, 16);

/** sums[i] += b, which is not the reference of a sum that is not complete. */
function add(i: u32, b: u32): void {
  const at = sums + 4 * i;
  const a = load<u32>(at);
  if (a == NONE) store<u32>(at, b);
  else if (b != NONE) queue(a, b, 3 * BATCH + i, at);
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
  for (let k = 0; k < TRACE_LENGTH; k++) {
    for (let i: u32 = 0; i < n; i++) add(i, load<u32>(sums + 4 * i));
    flush();
    const digit = load<i8>(TRACE_DIGITS + k);
    if (digit == 0) continue;
    for (let i: u32 = 0; i < n; i++) add(i, signed(load<u32>(steps + 4 * i), digit < 0));
    flush();
  }
  for (let i: u32 = 0; i < n; i++) add(i, signed(load<u32>(ends + 4 * i), true));
  flush();
  for (let i: u32 = 0; i < n; i++) {
    const reference = load<u32>(sums + 4 * i);
    if (reference == NONE) memory.fill(target + 128 * i, 0, 128);
    else encode(target + 128 * i, room, reference);
  }
  return 0;
}

function signed(reference: u32, negative: bool): u32 {
  return reference == NONE || !negative ? reference : reference ^ 1;
}
