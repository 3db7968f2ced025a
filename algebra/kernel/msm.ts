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
import { Workspace } from "./workspace.js";
import { planColumn, type ColumnPlan } from "./plan.js";

/** Σ_k 2^{width·k}·W_k for points in LEM. */
export type Horner = (group: GroupName, windows: readonly Point[], width: number) => Point;

const FAULTS: readonly PointFault["reason"][] = ["not canonical", "not on curve"];

/** Answers a job with the module for its group. */
export function sumJob(wasm: KernelExports, group: GroupName, job: SumJob, horner: Horner): SumReply {
  const pointBytes = group === "G1" ? 64 : 128;
  const n = job.points.length / pointBytes;
  if (!Number.isInteger(n))
    throw new RangeError(`${job.points.length} bytes are no vector of ${group} points`);
  const plans = job.columns.map((column) => planColumn(column, n));
  const workspace = new Workspace(wasm, pointBytes, n, plans);
  const fault = workspace.decode(job.points);
  const infinities = wasm.infinityCount();
  return {
    sums: plans.map((plan) => {
      if (fault !== 0) return [];
      const windows = windowSums(workspace, plan);
      return plan.column.windowBits === undefined ? [horner(group, windows, plan.width)] : windows;
    }),
    fault:
      fault === 0 ? null : { index: wasm.firstFaultIndex(), reason: FAULTS[fault - 1] ?? "not on curve" },
    infinities,
    firstInfinity: infinities === 0 ? null : wasm.firstInfinityIndex(),
  };
}

/** W_k for every window of a column. */
function windowSums(workspace: Workspace, plan: ColumnPlan): Point[] {
  workspace.begin(plan);
  const bitSums = Array.from({ length: plan.windows }, (_, k) =>
    workspace.keep(windowBitSums(workspace, plan, k)),
  );
  let sums = bitSums.map(() => NONE);
  for (let bit = plan.width - 1; bit >= 0; bit--) {
    sums = workspace.sumLists(sums.map((sum, k) => [sum, sum, bitSums[k]?.[bit] ?? NONE]));
  }
  return sums.map((sum) => workspace.encode(sum));
}

/** T_b for every bit b of a digit: W_k = Σ_b 2^b·T_b. */
function windowBitSums(workspace: Workspace, plan: ColumnPlan, k: number): number[] {
  const buckets = workspace.bucketSums(plan, k);
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
