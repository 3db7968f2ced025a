/**
 * Multi-scalar multiplication by buckets, all of it in affine additions of lists of points.
 *
 * With digits d of `width` bits, window k is W_k = Σ_d d·B_d, where B_d is the sum of the points with digit ±d. With
 * d = 2^c·h + l, W_k = 2^c·Σ h·R_h + Σ l·C_l for row sums R_h and column sums C_l of the buckets, and each of these
 * is Σ_b 2^b·T_b, where T_b sums what has bit b in its index. So every step is a sum of lists, until Horner's rule over
 * the windows, one doubling after the other, which is left to whoever has coordinates without inversions.
 */
import type { GroupName, Point } from "../curve.js";
import { EndedError, type PieceReply, type PointFault, type SumPiece } from "../sums.js";
import type { Sums, SumShape, Tally } from "../sums.js";
import { NONE, type KernelExports } from "./exports.js";
import { planColumn, SLICE_POINTS } from "./plan.js";
import { Workspace, type Seat } from "./workspace.js";

/** Σ_k 2^{width·k}·W_k for points in LEM. */
export type Horner = (group: GroupName, windows: readonly Point[], width: number) => Point;

/** By the kernel's numbers, from one. */
const FAULTS: readonly PointFault["reason"][] = ["not canonical", "not on curve"];

/** Sums in the memory of a module, which is theirs alone until they are finished. */
export class BucketTally implements Tally {
  readonly #workspace: Workspace;
  readonly #pointBytes: number;
  #ended = false;

  /**
   * @param release gives the module back when the sums are finished
   * @throws RangeError for a column that the kernel has no digits for
   */
  constructor(
    private readonly wasm: KernelExports,
    private readonly shape: SumShape,
    private readonly horner: Horner,
    private readonly release: () => void,
  ) {
    this.#pointBytes = shape.group === "G1" ? 64 : 128;
    const plans = shape.columns.map((column) => planColumn(column, shape.points));
    this.#workspace = new Workspace(wasm, this.#pointBytes, plans);
  }

  add({ points, scalars }: SumPiece): PieceReply {
    this.#requireOpen();
    const n = this.#count(points, scalars);
    let infinities = 0;
    let firstInfinity: number | null = null;
    for (let from = 0; from < n; from += SLICE_POINTS) {
      const to = Math.min(n, from + SLICE_POINTS);
      const number = this.#workspace.decode(points.subarray(from * this.#pointBytes, to * this.#pointBytes));
      if (this.wasm.infinityCount() > 0) firstInfinity ??= from + this.wasm.firstInfinityIndex();
      infinities += this.wasm.infinityCount();
      if (number !== 0) {
        const reason = FAULTS[number - 1] ?? "not on curve";
        return { fault: { index: from + this.wasm.firstFaultIndex(), reason }, infinities, firstInfinity };
      }
      for (const [c, seat] of this.#workspace.seats.entries()) {
        const { scalarBytes } = seat.plan;
        const slice = scalars[c]?.subarray(from * scalarBytes, to * scalarBytes) ?? new Uint8Array();
        this.#workspace.addSlice(seat, slice);
      }
    }
    return { fault: null, infinities, firstInfinity };
  }

  finish(): Sums {
    this.#requireOpen();
    this.#ended = true;
    const sums = this.#workspace.seats.map((seat, c) => {
      const windows = windowSums(this.#workspace, seat);
      const isWanted = this.shape.columns[c]?.windowBits !== undefined;
      return isWanted ? windows : [this.horner(this.shape.group, windows, seat.plan.width)];
    });
    this.release();
    return sums;
  }

  #requireOpen(): void {
    if (this.#ended) throw new EndedError();
  }

  /** @throws RangeError where there are not as many scalars as points */
  #count(points: Uint8Array, scalars: readonly Uint8Array[]): number {
    const n = points.length / this.#pointBytes;
    if (!Number.isInteger(n))
      throw new RangeError(`${points.length} bytes are no vector of ${this.shape.group} points`);
    for (const [c, { scalarBytes }] of this.shape.columns.entries()) {
      const length = scalars[c]?.length ?? 0;
      if (length !== n * scalarBytes) throw new RangeError(`${length} bytes of scalars for ${n} points`);
    }
    return n;
  }
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
  const { width } = seat.plan;
  const columnBits = width >> 1;
  const { columns, rows } = workspace.sumBuckets(seat, k, 2 ** columnBits);
  return workspace.sumLists([...withBits(columns, columnBits), ...withBits(rows, width - columnBits)]);
}

/** For each bit of the index, the elements whose index has it. */
function withBits(elements: readonly number[], bits: number): number[][] {
  return Array.from({ length: bits }, (_, bit) => elements.filter((_element, i) => (i >> bit) & 1));
}
