/**
 * Multi-scalar multiplication by buckets, all of it in affine additions of lists of points.
 *
 * With digits d of `width` bits, window k is W_k = Σ_d d·B_d, where B_d is the sum of the points with digit ±d. With
 * d = 2^c·h + l, W_k = 2^c·Σ h·R_h + Σ l·C_l for row sums R_h and column sums C_l of the buckets, and each of these
 * is Σ_b 2^b·T_b, where T_b sums what has bit b in its index. So every step is a sum of lists, until Horner's rule over
 * the windows, one doubling after the other, which is left to whoever has coordinates without inversions.
 */
import type { GroupName, Point } from "../curve.js";
import type { PointFault, SumJob, SumReply } from "../sums.js";
import { NONE, type KernelExports } from "./exports.js";
import { planColumn, SLICE_POINTS } from "./plan.js";
import { Workspace, type Seat } from "./workspace.js";

/** Σ_k 2^{width·k}·W_k for points in LEM. */
export type Horner = (group: GroupName, windows: readonly Point[], width: number) => Point;

/** By the kernel's numbers, from one. */
const FAULTS: readonly PointFault["reason"][] = ["not canonical", "not on curve"];

/** Answers a job with the module for its group. */
export function sumJob(wasm: KernelExports, group: GroupName, job: SumJob, horner: Horner): SumReply {
  const pointBytes = group === "G1" ? 64 : 128;
  const n = job.points.length / pointBytes;
  if (!Number.isInteger(n))
    throw new RangeError(`${job.points.length} bytes are no vector of ${group} points`);
  const plans = job.columns.map((column) => planColumn(column, n));
  const workspace = new Workspace(wasm, pointBytes, Math.min(n, SLICE_POINTS), plans);
  let infinities = 0;
  let firstInfinity: number | null = null;
  for (let from = 0; from < n; from += SLICE_POINTS) {
    const to = Math.min(n, from + SLICE_POINTS);
    const fault = workspace.decode(job.points.subarray(from * pointBytes, to * pointBytes));
    if (wasm.infinityCount() > 0) firstInfinity ??= from + wasm.firstInfinityIndex();
    infinities += wasm.infinityCount();
    if (fault !== 0) {
      const index = from + wasm.firstFaultIndex();
      const reason = FAULTS[fault - 1] ?? "not on curve";
      return { sums: plans.map(() => []), fault: { index, reason }, infinities, firstInfinity };
    }
    for (const seat of workspace.seats) {
      const { scalars, scalarBytes } = seat.plan.column;
      workspace.addSlice(seat, scalars.subarray(from * scalarBytes, to * scalarBytes));
    }
  }
  const sums = workspace.seats.map((seat) => {
    const windows = windowSums(workspace, seat);
    return seat.plan.column.windowBits === undefined ? [horner(group, windows, seat.plan.width)] : windows;
  });
  return { sums, fault: null, infinities, firstInfinity };
}

/** W_k for every window of a column. */
function windowSums(workspace: Workspace, seat: Seat): Point[] {
  const { width, windows } = seat.plan;
  workspace.begin();
  const bitSums = Array.from({ length: windows }, (_, k) =>
    workspace.keep(windowBitSums(workspace, seat, k)),
  );
  let sums = bitSums.map(() => NONE);
  for (let bit = width - 1; bit >= 0; bit--) {
    sums = workspace.sumLists(sums.map((sum, k) => [sum, sum, bitSums[k]?.[bit] ?? NONE]));
  }
  return sums.map((sum) => workspace.encode(sum));
}

/** T_b for every bit b of a digit: W_k = Σ_b 2^b·T_b. */
function windowBitSums(workspace: Workspace, seat: Seat, k: number): number[] {
  const { plan } = seat;
  const buckets = workspace.buckets(seat, k);
  const columnBits = plan.width >> 1;
  const rows: number[][] = Array.from({ length: 2 ** (plan.width - 1 - columnBits) + 1 }, () => []);
  const columns: number[][] = Array.from({ length: 2 ** columnBits }, () => []);
  buckets.forEach((sum, digit) => {
    if (sum === NONE) return;
    rows[digit >> columnBits]?.push(sum);
    columns[digit & (2 ** columnBits - 1)]?.push(sum);
  });
  const sums = workspace.sumLists([...columns, ...rows]);
  return workspace.sumLists([
    ...withBits(sums.slice(0, columns.length), columnBits),
    ...withBits(sums.slice(columns.length), plan.width - columnBits),
  ]);
}

/** For each bit of the index, the elements whose index has it. */
function withBits(elements: readonly number[], bits: number): number[][] {
  return Array.from({ length: bits }, (_, bit) => elements.filter((_element, i) => (i >> bit) & 1));
}
