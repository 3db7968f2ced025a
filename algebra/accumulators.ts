import type { Point } from "./points.js";

/** Exact sums kept in slots: unlike `Curve.sums`, each has a value of its own that can be hashed. */
export interface Accumulators {
  /**
   * Adds coefficientₖ·point to slot wireₖ for `count` terms {u32 LE slot ‖ n8r LE coefficient below r} at `offset`
   * of `bytes`: the layout of SparseProduct's rows. Terms of slots below the first one are left out.
   * @throws RangeError naming the term whose slot is out of range or whose coefficient is not below r
   */
  add(point: Point, bytes: Uint8Array, offset: number, count: number): void;
  /** The sums of slots [from, from + count) as affine points. */
  read(from: number, count: number): Uint8Array;
}
