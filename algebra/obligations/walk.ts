/** One walk over one section: every point is read once, tested, and added to every column. */
import type { Curve, Point } from "../curve.js";
import type { PointFault } from "../sums.js";
import type { ScaledColumn, SourcePlan } from "./plan.js";
import {
  covered,
  segmentsOf,
  sumSegment,
  type Passage,
  type Segment,
  type SegmentColumn,
} from "./segments.js";
import type { PointSource } from "./source.js";
import { WEIGHT_BYTES, type Weights } from "./weights.js";

/** The sums of one source. */
export interface WalkSums {
  /** Per weighted column of the plan, the sum over each segment. */
  readonly weighted: readonly (readonly SegmentSum[])[];
  /** Per scaled column. */
  readonly scaled: readonly Point[];
  /** First point that is no point of the curve; the sums mean nothing then. */
  readonly fault: PointFault | null;
  readonly firstInfinity: number | null;
  /** Sums with independent digits of at most log2(leastCofactorPrime) bits; null when not asked for. */
  readonly windows: readonly Point[] | null;
}

/** A walk that is done. */
export interface Walk extends WalkSums {
  readonly plan: SourcePlan;
}

export interface SegmentSum extends Segment {
  readonly sum: Point;
}

/** A column while the walk lasts. */
interface Running extends SegmentColumn {
  readonly covers: (segment: Segment) => boolean;
  /** Per segment that it covers, the windows (or the one total). */
  readonly found: Map<Segment, readonly Point[]>;
}

/**
 * Sums every column of the plan over its source.
 * @param membership draws the weights of a column of its own for the membership test where no other serves; null where
 *   membership is not asked for
 */
export async function walk(
  curve: Curve,
  plan: SourcePlan,
  membership: (() => Weights) | null,
  passage: Passage,
): Promise<WalkSums> {
  const { source } = plan;
  const { n8r } = curve.parameters;
  const segments = segmentsOf(rangesOf(plan, n8r, membership !== null));
  const windowBits = membership === null ? null : membershipWindowBits(curve, source);
  const columns = [...plan.weighted.values()];
  const witness = columns.find(({ uses }) => segments.every((segment) => covered(uses, segment)));
  const weighted = columns.map((column) =>
    weightedColumn(column.weights, column.shift, column.uses, column === witness ? windowBits : null),
  );
  const scaled = [...plan.scaled.values()].map((column) => scaledColumn(column, n8r));
  const all: Running[] = [...weighted, ...scaled];
  let tester = witness === undefined ? undefined : weighted[columns.indexOf(witness)];
  if (windowBits !== null && membership !== null && tester === undefined) {
    tester = weightedColumn(membership(), 0, segments, windowBits);
    all.push(tester);
  }

  let fault: PointFault | null = null;
  let firstInfinity: number | null = null;
  for (const segment of segments) {
    const active = all.filter(({ covers }) => covers(segment));
    const reply = await sumSegment(curve, source, segment, active, passage);
    firstInfinity ??= reply.firstInfinity;
    for (const [c, { found }] of active.entries()) found.set(segment, reply.sums[c] ?? []);
    ({ fault } = reply);
    if (fault !== null) break;
  }

  const adder = new Adder(curve, source);
  return {
    fault,
    firstInfinity,
    weighted: weighted.map(({ found, shape }) =>
      segments.map((segment) => ({
        ...segment,
        sum: adder.total(found.get(segment) ?? [], shape.windowBits ?? 0),
      })),
    ),
    scaled: scaled.map(({ found }) => adder.sum([...found.values()].flat())),
    windows: windowBits === null || tester === undefined ? null : adder.merge([...tester.found.values()]),
  };
}

/** Where columns have scalars; all of the section where each point is to be tested. */
function rangesOf(plan: SourcePlan, n8r: number, whole: boolean): Segment[] {
  const ranges: Segment[] = [...plan.weighted.values()].flatMap(({ uses }) => uses);
  ranges.push(...[...plan.scaled.values()].map((column) => reachOf(column, n8r)));
  return whole ? [...ranges, { from: 0, to: plan.source.count }] : ranges;
}

/** Digits must be narrower than the least prime of the cofactor (see membership.ts); null where that is one. */
function membershipWindowBits(curve: Curve, { group }: PointSource): number | null {
  const prime = curve.parameters[group].leastCofactorPrime;
  return prime === null ? null : prime.toString(2).length - 1;
}

function weightedColumn(
  weights: Weights,
  shift: number,
  uses: readonly Segment[],
  windowBits: number | null,
): Running {
  return {
    shape: { scalarBytes: WEIGHT_BYTES, ...(windowBits === null ? {} : { windowBits }) },
    covers: (segment) => covered(uses, segment),
    scalars: (from, count, lend) => weights.range(from + shift, count, lend(count * WEIGHT_BYTES)),
    found: new Map(),
  };
}

/** Each scalar is asked for once, so that these may be handed over too. */
function scaledColumn(column: ScaledColumn, n8r: number): Running {
  const reach = reachOf(column, n8r);
  return {
    shape: { scalarBytes: n8r },
    covers: (segment) => covered([reach], segment),
    scalars: (from, count) =>
      column.scalars.subarray((from - column.from) * n8r, (from - column.from + count) * n8r),
    found: new Map(),
  };
}

/** The points that a scaled column has scalars for. */
function reachOf(column: ScaledColumn, n8r: number): Segment {
  return { from: column.from, to: column.from + column.scalars.length / n8r };
}

/** Adds up points of a source's group. */
class Adder {
  constructor(
    private readonly curve: Curve,
    private readonly source: PointSource,
  ) {}

  sum(points: readonly Point[]): Point {
    const { group } = this.source;
    return points.reduce((sum, point) => this.curve.add(group, sum, point), this.curve.infinity(group));
  }

  /** Adds lists of windows up, window by window. */
  merge(lists: readonly (readonly Point[])[]): Point[] {
    const length = Math.max(0, ...lists.map((list) => list.length));
    return Array.from({ length }, (_, k) => this.sum(lists.flatMap((list) => list[k] ?? [])));
  }

  /** Σ_k 2^{bits·k}·W_k by Horner's rule. */
  total(windows: readonly Point[], bits: number): Point {
    const { group } = this.source;
    return windows.reduceRight(
      (sum, window) => this.curve.add(group, this.curve.multiply(group, sum, 1n << BigInt(bits)), window),
      this.curve.infinity(group),
    );
  }
}
