/** The bulk work of a curve in one thread: the kernel where there is one, ffjavascript's program otherwise. */
import type { Kernel } from "../../kernel/index.js";
import type { SumJob, SumReply } from "../../sums.js";
import { Instance } from "./instance.js";
import { millerProduct } from "./pairing.js";
import type { CurveProgram } from "./program.js";
import { sumChunk } from "./sums.js";

export class Bulk {
  private instance: Instance | undefined;

  constructor(
    private readonly program: CurveProgram,
    private readonly kernel: Kernel | null,
  ) {}

  sums(job: SumJob): SumReply {
    return this.kernel === null ? sumChunk(this.own(), job) : this.kernel.sums(job);
  }

  /**
   * See pairing.ts. The kernel refuses some points that are no members; what a pairing of those is worth is for the
   * membership checks to say, and it is computed as the program does.
   */
  millerProduct(g1: Uint8Array, g2: Uint8Array): Uint8Array {
    if (this.kernel === null) return millerProduct(this.own(), g1, g2);
    try {
      return this.kernel.millerProduct(g1, g2);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return millerProduct(this.own(), g1, g2);
    }
  }

  /** An instance of its own, because its memory grows with the chunks; most runs have the kernel and need none. */
  private own(): Instance {
    return (this.instance ??= new Instance(this.program));
  }
}
