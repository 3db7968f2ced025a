/** Accumulators in the kernel. */
import type { Accumulators } from "../../accumulators.js";
import type { Point } from "../../curve.js";
import type { Slots } from "../../kernel/index.js";

export class KernelAccumulators implements Accumulators {
  /** Terms of what the kernel refuses, or null where there are none. */
  private refused: Accumulators | null = null;

  /**
   * @param openProgram what a product of something that is no point is worth is for other checks to say: the program
   * multiplies it as it stands, in slots of its own
   */
  constructor(
    private readonly slots: Slots,
    private readonly openProgram: () => Accumulators,
    private readonly addPoints: (a: Point, b: Point) => Point,
    private readonly pointBytes: number,
  ) {}

  add(point: Point, bytes: Uint8Array, offset: number, count: number): void {
    if (this.slots.add(point, bytes, offset, count)) return;
    this.refused ??= this.openProgram();
    this.refused.add(point, bytes, offset, count);
  }

  read(from: number, count: number): Uint8Array {
    const sums = this.slots.read(from, count);
    if (this.refused === null) return sums;
    const others = this.refused.read(from, count);
    for (let at = 0; at < sums.length; at += this.pointBytes) {
      const end = at + this.pointBytes;
      sums.set(this.addPoints(sums.subarray(at, end), others.subarray(at, end)), at);
    }
    return sums;
  }
}
