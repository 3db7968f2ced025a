/** What passes between the calling thread and the workers. */
import type { SumPiece, SumShape } from "../../sums.js";
import type { CurveProgram } from "./program.js";

/** What a worker is started with. */
export interface WorkerSetup {
  readonly program: CurveProgram;
  /** Whether sums run on the kernel, which the calling thread has found to load here. */
  readonly kernel: boolean;
}

/** Sums are told apart by a number. */
export type Task =
  /** Sums go on, and begin where a shape is given. */
  | { readonly kind: "add"; readonly sum: number; readonly shape?: SumShape; readonly piece: SumPiece }
  | { readonly kind: "finish"; readonly sum: number }
  | { readonly kind: "miller"; readonly g1: Uint8Array; readonly g2: Uint8Array };
