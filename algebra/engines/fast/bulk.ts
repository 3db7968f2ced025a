/** The bulk work of a curve in one thread: the kernel where there is one, ffjavascript's program otherwise. */
import type { Kernel } from "../../kernel/index.js";
import type { SumJob, SumReply } from "../../sums.js";
import { Instance } from "./instance.js";
import { millerProduct } from "./pairing.js";
import type { CurveProgram } from "./program.js";
import { sumChunk } from "./sums.js";

export class Bulk {
  /** Of its own, because its memory grows with the chunks. */
  private readonly instance: Instance;

  constructor(
    program: CurveProgram,
    private readonly kernel: Kernel | null,
  ) {
    this.instance = new Instance(program);
  }

  sums(job: SumJob): SumReply {
    return this.kernel === null ? sumChunk(this.instance, job) : this.kernel.sums(job);
  }

  /** See pairing.ts. */
  millerProduct(g1: Uint8Array, g2: Uint8Array): Uint8Array {
    return millerProduct(this.instance, g1, g2);
  }
}
