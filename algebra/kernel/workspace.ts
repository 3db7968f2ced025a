/** The kernel's memory for one job, and its operations on it. Points are named by reference (see assembly/batch.ts). */
import type { Point } from "../curve.js";
import { NONE, type KernelExports } from "./exports.js";
import { reserve } from "./reserve.js";
import { bucketCount, digitBias, listedReferences, listsAtOnce, sumPoints, type ColumnPlan } from "./plan.js";

/** Addresses in the kernel's memory. */
interface Regions {
  /** LEM points of the job while they are decoded, then the scalars of one column as they came. */
  readonly source: number;
  readonly isInfinity: number;
  readonly points: number;
  readonly bias: number;
  readonly shifted: number;
  readonly digits: number;
  readonly refs: number;
  readonly starts: number;
  readonly sums: number;
  readonly active: number;
  readonly end: number;
}

export class Workspace {
  readonly #wasm: KernelExports;
  readonly #at: Regions;
  readonly #n: number;
  /** Bytes of a point in files and in the kernel: 32 and 40 for each coefficient of a coordinate. */
  readonly #pointBytes: number;
  readonly #storedBytes: number;
  /** Points that there is room for. */
  readonly #limit: number;
  /** First index after the sums that stay. */
  #kept: number;

  constructor(wasm: KernelExports, pointBytes: number, n: number, plans: readonly ColumnPlan[]) {
    this.#wasm = wasm;
    this.#n = n;
    this.#pointBytes = pointBytes;
    this.#storedBytes = (pointBytes / 32) * 40;
    this.#kept = n;
    this.#limit = n + Math.max(0, ...plans.map(sumPoints));
    this.#at = this.#layOut(plans);
    reserve(wasm.memory, this.#at.end);
    wasm.setPoints(this.#at.points);
  }

  #layOut(plans: readonly ColumnPlan[]): Regions {
    const most = (measure: (plan: ColumnPlan) => number): number => Math.max(0, ...plans.map(measure));
    const lists = most(listsAtOnce) + 1;
    let free = this.#wasm.freeMemory();
    const region = (bytes: number): number => {
      const address = Math.ceil(free / 16) * 16;
      free = address + bytes;
      return address;
    };
    return {
      source: region(this.#n * Math.max(this.#pointBytes, ...plans.map(({ column }) => column.scalarBytes))),
      isInfinity: region(this.#n),
      points: region(this.#limit * this.#storedBytes),
      bias: region(8 * most(({ words }) => words)),
      shifted: region(8 * most(({ terms, words }) => terms * words)),
      digits: region(4 * most(({ terms }) => terms)),
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

  /** Takes in the job's points; 0, or the kernel's number for the first fault. */
  decode(points: Uint8Array): number {
    this.#copyIn(points, this.#at.source);
    return this.#wasm.decode(this.#n, this.#at.source, this.#at.points, this.#at.isInfinity);
  }

  /** Takes in a column's scalars and forgets all sums. */
  begin(plan: ColumnPlan): void {
    const { source, isInfinity, bias, shifted, active } = this.#at;
    const { column, words, terms } = plan;
    this.#copyIn(column.scalars, source);
    this.#copyIn(new Uint8Array(digitBias(plan).buffer), bias);
    this.#wasm.shiftScalars(terms, source, column.scalarBytes, isInfinity, bias, words, shifted);
    this.#wasm.setLists(active, this.#n, this.#limit);
    this.#kept = this.#n;
  }

  /** References to B_d for every d from 0 to 2^(width−1); B_0 is not summed. */
  bucketSums(plan: ColumnPlan, k: number): Uint32Array {
    const { terms, width, windows, words } = plan;
    const { shifted, refs, starts, sums, digits } = this.#at;
    const top = k === windows - 1 ? 1 : 0;
    this.#wasm.sortByDigit(terms, shifted, words, width * k, width, top, refs, starts, digits);
    const count = bucketCount(plan);
    this.#wasm.sumLists(count, starts, refs, sums);
    return this.#words(sums, count).slice();
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
    this.#wasm.sumLists(lists.length, starts, refs, sums);
    return [...this.#words(sums, lists.length)];
  }

  /** Moves sums to where they stay and frees all others after them; the new references. */
  keep(references: readonly number[]): number[] {
    const memory = new Uint8Array(this.#wasm.memory.buffer);
    const address = (index: number): number => this.#at.points + this.#storedBytes * index;
    const isSum = (reference: number): boolean => reference !== NONE && reference >>> 1 >= this.#n;
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
