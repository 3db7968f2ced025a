/** The kernel's memory for sums under way, and its operations on it. Points are named by reference (see assembly/batch.ts). */
import type { Point } from "../curve.js";
import { NONE, type KernelExports } from "./exports.js";
import { reserve } from "./reserve.js";
import {
  bucketCount,
  digitBias,
  listedReferences,
  listsAtOnce,
  SLICE_POINTS,
  sumPoints,
  type ColumnPlan,
} from "./plan.js";

/** Addresses in the kernel's memory. */
interface Regions {
  /** LEM points of a slice while they are decoded, then the scalars of one column as they came. */
  readonly source: number;
  readonly isInfinity: number;
  /** The points of a slice, the buckets of all columns, then sums that come and go. */
  readonly points: number;
  readonly bias: number;
  readonly shifted: number;
  readonly digits: number;
  /** References to the buckets of all columns. */
  readonly tables: number;
  readonly refs: number;
  readonly starts: number;
  readonly sums: number;
  readonly active: number;
  readonly end: number;
}

/** A column whose buckets have their place. */
export interface Seat {
  readonly plan: ColumnPlan;
  /** Index of the first bucket among the points, and of its reference in the tables. */
  readonly firstPoint: number;
  readonly firstEntry: number;
}

export class Workspace {
  readonly seats: readonly Seat[];
  readonly #wasm: KernelExports;
  readonly #at: Regions;
  /** Bytes of a point in files and in the kernel: 32 and 40 for each coefficient of a coordinate. */
  readonly #pointBytes: number;
  readonly #storedBytes: number;
  /** First index after the buckets. */
  readonly #free: number;
  /** Points that there is room for. */
  readonly #limit: number;
  /** First index after the sums that stay. */
  #kept: number;

  constructor(wasm: KernelExports, pointBytes: number, plans: readonly ColumnPlan[]) {
    this.#wasm = wasm;
    this.#pointBytes = pointBytes;
    this.#storedBytes = (pointBytes / 32) * 40;
    let entries = 0;
    this.seats = plans.map((plan) => {
      const firstEntry = entries;
      entries += plan.windows * bucketCount(plan);
      return { plan, firstEntry, firstPoint: SLICE_POINTS + firstEntry };
    });
    this.#free = SLICE_POINTS + entries;
    this.#kept = this.#free;
    this.#limit = this.#free + Math.max(0, ...plans.map(sumPoints));
    this.#at = this.#layOut(plans, entries);
    reserve(wasm.memory, this.#at.end);
    wasm.setPoints(this.#at.points);
    this.#words(this.#at.tables, entries).fill(NONE);
  }

  #layOut(plans: readonly ColumnPlan[], entries: number): Regions {
    const most = (measure: (plan: ColumnPlan) => number): number => Math.max(0, ...plans.map(measure));
    const lists = most(listsAtOnce) + 1;
    let free = this.#wasm.freeMemory();
    const region = (bytes: number): number => {
      const address = Math.ceil(free / 16) * 16;
      free = address + bytes;
      return address;
    };
    return {
      source: region(
        SLICE_POINTS *
          Math.max(
            this.#pointBytes,
            most(({ scalarBytes }) => scalarBytes),
          ),
      ),
      isInfinity: region(SLICE_POINTS),
      points: region(this.#limit * this.#storedBytes),
      bias: region(8 * most(({ words }) => words)),
      shifted: region(8 * SLICE_POINTS * most(({ words }) => words)),
      digits: region(4 * SLICE_POINTS),
      tables: region(4 * entries),
      refs: region(4 * most(listedReferences)),
      starts: region(4 * lists),
      sums: region(4 * lists),
      active: region(4 * lists),
      end: free,
    };
  }

  #words(address: number, length: number): Uint32Array {
    return new Uint32Array(this.#wasm.memory.buffer, address, length);
  }

  #copyIn(bytes: Uint8Array, address: number): void {
    new Uint8Array(this.#wasm.memory.buffer).set(bytes, address);
  }

  /** Takes in a slice of the job's points; 0, or the kernel's number for the first fault. */
  decode(points: Uint8Array): number {
    this.#copyIn(points, this.#at.source);
    const n = points.length / this.#pointBytes;
    return this.#wasm.decode(n, this.#at.source, this.#at.points, this.#at.isInfinity);
  }

  /** Adds the slice to the buckets of a column, with the scalars that go with its points. */
  addSlice({ plan, firstPoint, firstEntry }: Seat, scalars: Uint8Array): void {
    const { source, isInfinity, bias, shifted, active, tables, refs, starts, digits, sums } = this.#at;
    const { words, width, windows, scalarBytes } = plan;
    const n = scalars.length / scalarBytes;
    this.#copyIn(scalars, source);
    this.#copyIn(new Uint8Array(digitBias(plan).buffer), bias);
    this.#wasm.shiftScalars(n, source, scalarBytes, isInfinity, bias, words, shifted);
    this.#wasm.setLists(active, this.#free, this.#limit);
    for (let k = 0; k < windows; k++) {
      const [shift, top, bucket] = [width * k, k === windows - 1 ? 1 : 0, k * bucketCount(plan)];
      const [table, first] = [tables + 4 * (firstEntry + bucket), firstPoint + bucket];
      this.#wasm.addToBuckets(
        ...([n, shifted, words, shift, width, top] as const),
        ...([table, first, SLICE_POINTS, refs, starts, digits, sums] as const),
      );
    }
  }

  /** Frees all sums of the column before. */
  begin(): void {
    this.#wasm.setLists(this.#at.active, this.#free, this.#limit);
    this.#kept = this.#free;
  }

  /**
   * The buckets B_d of a window, d = h·c + l with l below c, summed by l in c columns and by h in rows; B_0 is infinity.
   * References to the sums.
   */
  sumBuckets({ plan, firstEntry }: Seat, k: number, c: number): Record<"columns" | "rows", number[]> {
    const count = bucketCount(plan);
    const buckets = this.#words(this.#at.tables + 4 * (firstEntry + k * count), count);
    const { refs, starts } = this.#at;
    const startWords = this.#words(starts, listsAtOnce(plan) + 1);
    const refWords = this.#words(refs, 2 * count);
    let [lists, length] = [0, 0];
    const list = (from: number, to: number, step: number): void => {
      startWords[lists++] = length;
      for (let d = from; d < to; d += step) {
        const reference = buckets[d] ?? NONE;
        if (reference !== NONE) refWords[length++] = reference;
      }
    };
    for (let l = 0; l < c; l++) list(l, count, c);
    for (let first = 0; first < count; first += c) list(first, Math.min(count, first + c), 1);
    startWords[lists] = length;
    const sums = this.#sumListed(lists);
    return { columns: sums.slice(0, c), rows: sums.slice(c) };
  }

  /** A reference to the sum of each list. */
  sumLists(lists: readonly (readonly number[])[]): number[] {
    const { refs, starts, sums } = this.#at;
    const total = lists.reduce((sum, list) => sum + list.length, 0);
    if (refs + 4 * total > starts || starts + 4 * lists.length >= sums)
      throw new Error("lists outgrow their place");
    const startWords = this.#words(starts, lists.length + 1);
    const refWords = this.#words(refs, total);
    let length = 0;
    lists.forEach((list, s) => {
      startWords[s] = length;
      for (const reference of list) if (reference !== NONE) refWords[length++] = reference;
    });
    startWords[lists.length] = length;
    return this.#sumListed(lists.length);
  }

  /** The sums of the lists in their place. */
  #sumListed(count: number): number[] {
    const { refs, starts, sums } = this.#at;
    this.#wasm.sumLists(count, starts, refs, sums, this.#wasm.freeIndex());
    return [...this.#words(sums, count)];
  }

  /** Moves sums to where they stay and frees all others after them; the new references. */
  keep(references: readonly number[]): number[] {
    const memory = new Uint8Array(this.#wasm.memory.buffer);
    const address = (index: number): number => this.#at.points + this.#storedBytes * index;
    const isSum = (reference: number): boolean => reference !== NONE && reference >>> 1 >= this.#free;
    const moved = references.map((reference) => {
      const from = address(reference >>> 1);
      return isSum(reference) ? memory.slice(from, from + this.#storedBytes) : null;
    });
    const kept = references.map((reference, i) => {
      const point = moved[i];
      if (!point) return reference;
      memory.set(point, address(this.#kept));
      return 2 * this.#kept++ + (reference & 1);
    });
    this.#wasm.releaseFrom(this.#kept);
    return kept;
  }

  /** The LEM bytes of a point. */
  encode(reference: number): Point {
    const { source, points } = this.#at;
    if (reference === NONE) return new Uint8Array(this.#pointBytes);
    this.#wasm.encode(source, points, reference);
    return new Uint8Array(this.#wasm.memory.buffer, source, this.#pointBytes).slice();
  }
}
