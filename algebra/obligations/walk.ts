/** One walk over one section: every point is read once, tested, and added to every column. */
import type { Curve, GroupName, Point } from "../curve.js";
import type { Column, PointFault, SumReply } from "../sums.js";
import type { ScaledColumn, SourcePlan, WeightedColumn } from "./plan.js";
import type { PointSource } from "./source.js";
import { WEIGHT_BYTES, type Weights } from "./weights.js";

/** Bytes of points per job. Larger chunks spread the cost of a job's buckets; smaller ones hold less memory. */
const CHUNK_BYTES = 1 << 22;

/** Points of a group that are read and summed together. */
export function chunkPoints(curve: Curve, group: GroupName): number {
  return Math.floor(CHUNK_BYTES / curve.parameters[group].pointBytes);
}
/** Jobs under way at once: one per worker and one being prepared. */
const JOBS_IN_FLIGHT = 3;

/** Points [from, to) between two neighbouring boundaries of the uses. */
interface Segment {
  readonly from: number;
  readonly to: number;
}

/** The sums of one source. */
export interface Walk {
  readonly source: PointSource;
  /** Per weighted column, the sum over each segment. */
  readonly weighted: readonly { readonly column: WeightedColumn; readonly sums: readonly SegmentSum[] }[];
  readonly scaled: readonly { readonly partner: Point; readonly sum: Point }[];
  /** First point that is no point of the curve; the sums mean nothing then. */
  readonly fault: PointFault | null;
  readonly firstInfinity: number | null;
  /** Sums with independent digits of at most log2(leastCofactorPrime) bits; null when not asked for. */
  readonly windows: readonly Point[] | null;
}

export interface SegmentSum extends Segment {
  readonly sum: Point;
}

/** Digits must be narrower than the least prime of the cofactor; see membership.ts. */
function membershipWindowBits(leastCofactorPrime: bigint): number {
  return leastCofactorPrime.toString(2).length - 1;
}

/** A column of a walk while it runs: how to make its scalars for a range, and where its sums go. */
interface Running {
  readonly covers: (segment: Segment) => boolean;
  readonly make: (from: number, count: number) => Column;
  /** Per segment, the windows (or the one total) so far. */
  readonly totals: Map<number, Point[]>;
}

/**
 * Sums every column of the plan over its source.
 * @param membership draws the weights of a column of its own for the membership test where no other serves
 * @param progress called with the number of points just done
 * @param spare buffers of chunks that were summed, for the next ones; of all walks
 */
export async function walk(
  curve: Curve,
  plan: SourcePlan,
  membership: (() => Weights) | null,
  progress: (points: number) => void,
  spare: Uint8Array[],
): Promise<Walk> {
  const { source } = plan;
  const { n8r } = curve.parameters;
  const prime = curve.parameters[source.group].leastCofactorPrime;
  const segments = segmentsOf(plan, n8r, membership !== null);
  const weightedColumns = [...plan.weighted.values()];
  const windowBits = membership !== null && prime !== null ? membershipWindowBits(prime) : null;

  const witness =
    windowBits === null
      ? undefined
      : weightedColumns.find((column) => segments.every((segment) => covered(column.uses, segment)));
  const runWeighted = (weights: Weights, shift: number, bits: number | null): Running["make"] => {
    return (from, count) => ({
      scalars: weights.range(from + shift, count),
      scalarBytes: WEIGHT_BYTES,
      ...(bits === null ? {} : { windowBits: bits }),
    });
  };

  const weighted = weightedColumns.map((column): Running => ({
    covers: (segment) => covered(column.uses, segment),
    make: runWeighted(column.weights, column.shift, column === witness ? windowBits : null),
    totals: new Map(),
  }));
  const scaled = [...plan.scaled.values()].map((column): Running => {
    const reach = reachOf(column, n8r);
    return {
      covers: (segment) => covered([reach], segment),
      // Each scalar is asked for once, so that these may be handed over too.
      make: (from, count) => ({
        scalars: column.scalars.subarray((from - column.from) * n8r, (from - column.from + count) * n8r),
        scalarBytes: n8r,
      }),
      totals: new Map(),
    };
  });
  let tester = witness === undefined ? undefined : weighted[weightedColumns.indexOf(witness)];
  const all = [...weighted, ...scaled];
  if (windowBits !== null && membership !== null && tester === undefined) {
    tester = { covers: () => true, make: runWeighted(membership(), 0, windowBits), totals: new Map() };
    all.push(tester);
  }

  let fault: PointFault | null = null;
  let firstInfinity: number | null = null;
  await eachChunk(segments, chunkPoints(curve, source.group), async (segmentIndex, segment, from, count) => {
    const active = all.filter((running) => running.covers(segment));
    const buffer = bufferOf(count * curve.parameters[source.group].pointBytes, spare);
    const points = await source.read(from, count, buffer);
    const columns = active.map((running) => running.make(from, count));
    const { name } = curve.parameters;
    const reply = await curve.sums({ curve: name, group: source.group, points, columns, handOver: true });
    // One that was handed over is empty now, and another one comes back for it.
    const free = reply.points ?? buffer;
    if (free.length > 0) spare.push(free);
    if (reply.fault !== null && (fault === null || from + reply.fault.index < fault.index)) {
      fault = { index: from + reply.fault.index, reason: reply.fault.reason };
    }
    if (
      reply.firstInfinity !== null &&
      (firstInfinity === null || from + reply.firstInfinity < firstInfinity)
    ) {
      firstInfinity = from + reply.firstInfinity;
    }
    if (reply.fault === null) addReply(curve, source, active, segmentIndex, reply);
    progress(count);
  });

  const total = (running: Running, segmentIndex: number): Point => {
    const parts = running.totals.get(segmentIndex) ?? [];
    const bits = running === tester && windowBits !== null ? windowBits : 0;
    return combineWindows(curve, source, parts, bits);
  };
  return {
    source,
    fault,
    firstInfinity,
    weighted: weighted.map((running, c) => ({
      column: weightedColumns[c] as WeightedColumn,
      sums: segments.map((segment, s) => ({ ...segment, sum: total(running, s) })),
    })),
    scaled: [...plan.scaled.values()].map((column, c) => ({
      partner: column.partner,
      sum: sumAll(
        curve,
        source,
        segments.map((_, s) => total(scaled[c] as Running, s)),
      ),
    })),
    windows: tester === undefined ? null : mergeWindows(curve, source, [...tester.totals.values()]),
  };
}

/** A spare buffer of so many bytes, or a new one. */
function bufferOf(length: number, spare: Uint8Array[]): Uint8Array {
  const at = spare.findIndex((one) => one.length >= length);
  return spare.splice(at, at < 0 ? 0 : 1)[0] ?? new Uint8Array(length);
}

/** Boundaries of all columns cut the source into segments; those that nothing needs are left out. */
function segmentsOf(plan: SourcePlan, n8r: number, whole: boolean): Segment[] {
  const ranges: Segment[] = [...plan.weighted.values()].flatMap((column) => column.uses);
  ranges.push(...[...plan.scaled.values()].map((column) => reachOf(column, n8r)));
  if (whole) ranges.push({ from: 0, to: plan.source.count });
  const cuts = [...new Set(ranges.flatMap((range) => [range.from, range.to]))].toSorted((a, b) => a - b);
  return cuts
    .slice(1)
    .map((to, i) => ({ from: cuts[i] as number, to }))
    .filter((segment) => covered(ranges, segment));
}

/** The points that a scaled column has scalars for. */
function reachOf(column: ScaledColumn, n8r: number): Segment {
  return { from: column.from, to: column.from + column.scalars.length / n8r };
}

/** Whether one of the ranges holds the whole segment (a segment never crosses a range's boundary). */
function covered(ranges: readonly Segment[], segment: Segment): boolean {
  return ranges.some((range) => range.from <= segment.from && segment.to <= range.to);
}

/** Calls `job` for every chunk of every segment, a few at a time. */
async function eachChunk(
  segments: readonly Segment[],
  points: number,
  job: (segmentIndex: number, segment: Segment, from: number, count: number) => Promise<void>,
): Promise<void> {
  const underWay = new Set<Promise<void>>();
  for (const [segmentIndex, segment] of segments.entries()) {
    for (let from = segment.from; from < segment.to; from += points) {
      const count = Math.min(points, segment.to - from);
      const running = job(segmentIndex, segment, from, count).finally(() => underWay.delete(running));
      underWay.add(running);
      if (underWay.size >= JOBS_IN_FLIGHT) await Promise.race(underWay);
    }
  }
  await Promise.all(underWay);
}

function addReply(
  curve: Curve,
  source: PointSource,
  active: readonly Running[],
  segmentIndex: number,
  reply: SumReply,
): void {
  for (const [c, running] of active.entries()) {
    const parts = reply.sums[c] ?? [];
    const before = running.totals.get(segmentIndex);
    running.totals.set(
      segmentIndex,
      before === undefined ? [...parts] : mergeWindows(curve, source, [before, parts]),
    );
  }
}

/** Adds lists of windows up, window by window. */
function mergeWindows(curve: Curve, source: PointSource, lists: readonly (readonly Point[])[]): Point[] {
  const length = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length }, (_, k) =>
    sumAll(
      curve,
      source,
      lists.flatMap((list) => list[k] ?? []),
    ),
  );
}

function sumAll(curve: Curve, source: PointSource, points: readonly Point[]): Point {
  return points.reduce((sum, point) => curve.add(source.group, sum, point), curve.infinity(source.group));
}

/** Σ_k 2^{bits·k}·W_k by Horner's rule. */
function combineWindows(curve: Curve, source: PointSource, windows: readonly Point[], bits: number): Point {
  return windows.reduceRight(
    (sum, window) => curve.add(source.group, curve.multiply(source.group, sum, 1n << BigInt(bits)), window),
    curve.infinity(source.group),
  );
}
