/** The points of a section that the same columns are summed over. */
import type { Curve, GroupName } from "../curve.js";
import type { ColumnShape, PieceReply, PointFault, Sums } from "../sums.js";
import type { PointSource } from "./source.js";

/** Bytes of points that are read and summed together: enough to spread the cost of a call, and little memory. */
const CHUNK_BYTES = 1 << 20;
/** Pieces under way at once: one per worker and one being prepared. */
const PIECES_IN_FLIGHT = 3;

/** Points of a group that are read and summed together. */
export function chunkPoints(curve: Curve, group: GroupName): number {
  return Math.floor(CHUNK_BYTES / curve.parameters[group].pointBytes);
}

/** Points [from, to). */
export interface Segment {
  readonly from: number;
  readonly to: number;
}

/** Ranges cut at each other's boundaries, those parts that lie in none of them left out. */
export function segmentsOf(ranges: readonly Segment[]): Segment[] {
  const cuts = [...new Set(ranges.flatMap(({ from, to }) => [from, to]))].toSorted((a, b) => a - b);
  return cuts
    .slice(1)
    .map((to, i) => ({ from: cuts[i] as number, to }))
    .filter((segment) => covered(ranges, segment));
}

/** Whether one of the ranges holds the whole segment, which crosses no boundary of them. */
export function covered(ranges: readonly Segment[], segment: Segment): boolean {
  return ranges.some((range) => range.from <= segment.from && segment.to <= range.to);
}

/** Lends a buffer of so many bytes until the piece that it is for is summed. */
export type Lend = (bytes: number) => Uint8Array;

/** A column with what makes its scalars for points [from, from + count). */
export interface SegmentColumn {
  readonly shape: ColumnShape;
  readonly scalars: (from: number, count: number, lend: Lend) => Uint8Array;
}

/** What was found in a segment. */
export interface SegmentReply {
  /** By column; none where there is a fault. */
  readonly sums: Sums;
  /** The first of each, by their index in the section. */
  readonly fault: PointFault | null;
  readonly firstInfinity: number | null;
}

export interface Passage {
  /** Called with the number of points just done. */
  readonly progress: (points: number) => void;
  /** Buffers of pieces that were summed, for the next ones. */
  readonly spare: Uint8Array[];
}

/** Reads the points of a segment, piece by piece, and sums its columns. */
export async function sumSegment(
  curve: Curve,
  source: PointSource,
  { from, to }: Segment,
  columns: readonly SegmentColumn[],
  { progress, spare }: Passage,
): Promise<SegmentReply> {
  const { group } = source;
  const { name, [group]: parameters } = curve.parameters;
  const shape = { curve: name, group, columns: columns.map((column) => column.shape), points: to - from };
  const summation = curve.summation(shape);
  const seen: Seen = { fault: null, firstInfinity: null };
  const piece = async (start: number, count: number): Promise<void> => {
    const lent: Uint8Array[] = [];
    const lend: Lend = (bytes) => {
      const buffer = bufferOf(bytes, spare);
      lent.push(buffer);
      return buffer.length === bytes ? buffer : buffer.subarray(0, bytes);
    };
    const points = await source.read(start, count, lend(count * parameters.pointBytes));
    const scalars = columns.map((column) => column.scalars(start, count, lend));
    const reply = await summation.add({ points, scalars, handOver: true });
    // What was handed over is empty now, and comes back in other views.
    spare.push(...lent.filter(({ length }) => length > 0), ...(reply.returned ?? []));
    note(seen, reply, start);
    progress(count);
  };
  const atOnce = chunkPoints(curve, group);
  const underWay = new Set<Promise<void>>();
  try {
    for (let start = from; start < to && seen.fault === null; start += atOnce) {
      const one = piece(start, Math.min(atOnce, to - start)).finally(() => underWay.delete(one));
      underWay.add(one);
      if (underWay.size >= PIECES_IN_FLIGHT) await Promise.race(underWay);
    }
    await Promise.all(underWay);
  } finally {
    // Where one fails, the others end before anything else is summed.
    await Promise.allSettled(underWay);
  }
  const sums = await summation.finish();
  return { ...seen, sums: seen.fault === null ? sums : [] };
}

/** By their index in the section. */
interface Seen {
  fault: PointFault | null;
  firstInfinity: number | null;
}

/** Keeps the first fault and the first infinity. */
function note(seen: Seen, { fault, firstInfinity }: PieceReply, start: number): void {
  if (fault !== null && start + fault.index < (seen.fault?.index ?? Infinity))
    seen.fault = { ...fault, index: start + fault.index };
  if (firstInfinity !== null)
    seen.firstInfinity = Math.min(start + firstInfinity, seen.firstInfinity ?? Infinity);
}

/** The least spare buffer of so many bytes, or a new one: new ones pile up before they are collected. */
function bufferOf(length: number, spare: Uint8Array[]): Uint8Array {
  const [least] = spare.filter((one) => one.length >= length).toSorted((a, b) => a.length - b.length);
  if (least === undefined) return new Uint8Array(length);
  spare.splice(spare.indexOf(least), 1);
  return least;
}
