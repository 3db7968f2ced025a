/** Sums over a chunk by the bucket method, in the plainest way. */
import type { WeierstrassPoint } from "@noble/curves/abstract/weierstrass.js";
import type { Point } from "../../curve.js";
import type { Column, PointFault, SumJob, SumReply } from "../../sums.js";
import { fromLittleEndian } from "../../integers.js";
import { windowCount } from "../jobs.js";
import type { ReferenceGroup } from "./group.js";

/** Digit width where the column does not ask for one: about as many buckets as points. */
function usualWindowBits(count: number): number {
  return Math.min(12, Math.max(2, Math.floor(Math.log2(count + 1)) - 1));
}

/** The reply to a job whose lengths match. */
export function sumChunk<F>(group: ReferenceGroup<F>, job: SumJob): SumReply {
  const { pointBytes } = group.parameters[group.name];
  const count = job.points.length / pointBytes;
  const points: WeierstrassPoint<F>[] = [];
  let fault: PointFault | null = null;
  for (let index = 0; index < count && fault === null; index++) {
    const decoded = group.decode(job.points.subarray(index * pointBytes, (index + 1) * pointBytes));
    if (typeof decoded === "string") fault = { index, reason: decoded };
    else points.push(decoded);
  }
  const firstInfinity = points.findIndex((point) => point.is0());
  return {
    sums: fault === null ? job.columns.map((column) => sumColumn(group, points, column)) : [],
    fault,
    infinities: points.filter((point) => point.is0()).length,
    firstInfinity: firstInfinity === -1 ? null : firstInfinity,
  };
}

function sumColumn<F>(
  group: ReferenceGroup<F>,
  points: readonly WeierstrassPoint<F>[],
  column: Column,
): readonly Point[] {
  const bits = column.windowBits ?? usualWindowBits(points.length);
  const scalars = points.map((_, i) =>
    fromLittleEndian(column.scalars.subarray(i * column.scalarBytes, (i + 1) * column.scalarBytes)),
  );
  const windows = Array.from({ length: windowCount(column, bits) }, (_, k) =>
    sumWindow(group, points, scalars, bits, k),
  );
  if (column.windowBits !== undefined) return windows.map((window) => group.encode(window));
  // Horner: Σ_k 2^{bits·k}·W_k
  const total = windows.reduceRight(
    (sum, window) => group.multiplyAny(sum, 1n << BigInt(bits)).add(window),
    group.noble.ZERO,
  );
  return [group.encode(total)];
}

/**
 * W_k = Σᵢ d_{i,k}·Pᵢ with the unsigned digits d_{i,k} = ⌊sᵢ / 2^{bits·k}⌋ mod 2^bits. With the sums B_d of the points
 * of digit d, and the digits that occur in falling order d₁ > d₂ > …,
 *
 *     W_k = Σ d·B_d = Σⱼ (dⱼ − dⱼ₊₁)·(B_{d₁} + … + B_{dⱼ}).
 */
function sumWindow<F>(
  group: ReferenceGroup<F>,
  points: readonly WeierstrassPoint<F>[],
  scalars: readonly bigint[],
  bits: number,
  k: number,
): WeierstrassPoint<F> {
  const buckets = new Map<number, WeierstrassPoint<F>>();
  for (const [i, point] of points.entries()) {
    const digit = Number(BigInt.asUintN(bits, (scalars[i] as bigint) >> BigInt(bits * k)));
    if (digit !== 0) buckets.set(digit, (buckets.get(digit) ?? group.noble.ZERO).add(point));
  }
  const falling = [...buckets].sort(([a], [b]) => b - a);
  let running = group.noble.ZERO;
  let sum = group.noble.ZERO;
  for (const [j, [digit, bucket]] of falling.entries()) {
    running = running.add(bucket);
    const next = falling[j + 1]?.[0] ?? 0;
    sum = sum.add(group.multiplyAny(running, BigInt(digit - next)));
  }
  return sum;
}
