/** What passes between the calling thread and the workers. */
import type { SumJob } from "../../sums.js";
import type { CurveProgram } from "./program.js";

/** What a worker is started with. */
export interface WorkerSetup {
  readonly program: CurveProgram;
  /** Whether sums run on the kernel, which the calling thread has found to load here. */
  readonly kernel: boolean;
}

export type Task =
  | { readonly kind: "sums"; readonly job: SumJob }
  | { readonly kind: "miller"; readonly g1: Uint8Array; readonly g2: Uint8Array };
