/** Who does the bulk work of a curve: the calling thread, or worker threads. */
import type { SumJob, SumReply } from "../../sums.js";
import { Instance } from "./instance.js";
import { millerProduct } from "./pairing.js";
import type { CurveProgram } from "./program.js";
import { sumChunk } from "./sums.js";

export interface Crew {
  /** As the report shows it. */
  readonly description: string;
  sums(job: SumJob): Promise<SumReply>;
  /** See pairing.ts. */
  millerProduct(g1: Uint8Array, g2: Uint8Array): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** The calling thread, with an instance of its own whose memory grows with the chunks. */
export class SoloCrew implements Crew {
  readonly description = "WebAssembly, no worker threads";
  private readonly instance: Instance;

  constructor(program: CurveProgram) {
    this.instance = new Instance(program);
  }

  async sums(job: SumJob): Promise<SumReply> {
    return sumChunk(this.instance, job);
  }

  async millerProduct(g1: Uint8Array, g2: Uint8Array): Promise<Uint8Array> {
    return millerProduct(this.instance, g1, g2);
  }

  async close(): Promise<void> {}
}
