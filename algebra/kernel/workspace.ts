/** The kernel's memory for one job, and its operations on it. Points are named by reference (see assembly/batch.ts). */
import type { Point } from "../curve.js";
import { NONE, type KernelExports } from "./exports.js";
import { reserve } from "./reserve.js";
import { bucketCount, digitBias, listedReferences, listsAtOnce, sumPoints, type ColumnPlan } from "./plan.js";

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
  /** The most points that are decoded at once. */
  readonly #slice: number;
  /** Bytes of a point in files and in the kernel: 32 and 40 for each coefficient of a coordinate. */
  readonly #pointBytes: number;
  readonly #storedBytes: number;
  /** First index after the buckets. */
  readonly #free: number;
  /** Points that there is room for. */
  readonly #limit: number;
  /** First index after the sums that stay. */
  #kept: number;

  /** @param slice the most points that are decoded at once */
  constructor(wasm: KernelExports, pointBytes: number, slice: number, plans: readonly ColumnPlan[]) {
    this.#wasm = wasm;
    this.#slice = slice;
    this.#pointBytes = pointBytes;
    this.#storedBytes = (pointBytes / 32) * 40;
    let entries = 0;
    this.seats = plans.map((plan) => {
      const firstEntry = entries;
      entries += plan.windows * bucketCount(plan);
      return { plan, firstEntry, firstPoint: slice + firstEntry };
    });
    this.#free = slice + entries;
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
    const slice = this.#slice;
    let free = this.#wasm.freeMemory();
    const region = (bytes: number): number => {
      const address = Math.ceil(free / 16) * 16;
      free = address + bytes;
      return address;
    };
    return {
      // A sum is encoded here where there is no slice.
      source: region(
        Math.max(1, slice) *
          Math.max(
            this.#pointBytes,
            most(({ column }) => column.scalarBytes),
          ),
      ),
      isInfinity: region(slice),
      points: region(this.#limit * this.#storedBytes),
      bias: region(8 * most(({ words }) => words)),
      shifted: region(8 * slice * most(({ words }) => words)),
      digits: region(4 * slice),
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
    const { words, width, windows, column } = plan;
    const n = scalars.length / column.scalarBytes;
    this.#copyIn(scalars, source);
    this.#copyIn(new Uint8Array(digitBias(plan).buffer), bias);
    this.#wasm.shiftScalars(n, source, column.scalarBytes, isInfinity, bias, words, shifted);
    this.#wasm.setLists(active, this.#free, this.#limit);
    for (let k = 0; k < windows; k++) {
      const [shift, top, bucket] = [width * k, k === windows - 1 ? 1 : 0, k * bucketCount(plan)];
      const [table, first] = [tables + 4 * (firstEntry + bucket), firstPoint + bucket];
      this.#wasm.addToBuckets(
        ...([n, shifted, words, shift, width, top] as const),
        ...([table, first, this.#slice, refs, starts, digits, sums] as const),
      );
    }
  }

  /** Frees all sums of the column before. */
  begin(): void {
    this.#wasm.setLists(this.#at.active, this.#free, this.#limit);
    this.#kept = this.#free;
  }

  /** References to B_d for every d from 0 to 2^(width−1); B_0 is not summed. */
  buckets({ plan, firstEntry }: Seat, k: number): Uint32Array {
    const count = bucketCount(plan);
    return this.#words(this.#at.tables + 4 * (firstEntry + k * count), count).slice();
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
    this.#wasm.sumLists(lists.length, starts, refs, sums, this.#wasm.freeIndex());
    return [...this.#words(sums, lists.length)];
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
