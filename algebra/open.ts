import { availableParallelism } from "node:os";
import type { Curve, CurveName } from "./curve.js";
import { SoloCrew, ThreadCrew } from "./engines/fast/crew.js";
import { FastCurve } from "./engines/fast/curve.js";
import { hornerOn } from "./engines/fast/horner.js";
import { programOf, type CurveProgram } from "./engines/fast/program.js";
import { kernelFault } from "./engines/fast/selfTest.js";
import { loadKernelOrReason, type KernelOrReason } from "./kernel/index.js";

export interface EngineOptions {
  /** Default "fast". */
  readonly engine?: "fast" | "reference";
  /** Threads of the fast engine, the calling one among them. Default: two, where there are two cores. */
  readonly threads?: number;
  /** Bytes of points and scalars that a further thread is worth. */
  readonly bytesPerThread?: number;
  /**
   * Whether sums on bn254 use the kernel. Default: where it runs; true refuses to open where it does not, and
   * false leaves it out.
   */
  readonly kernel?: boolean;
}

const DEFAULT_THREADS = 2;
/** Starting a thread takes 0.15 s of CPU time and 30 MB: a good part of what a key of 2^15 constraints takes. */
const BYTES_PER_THREAD = 128 << 20;

/**
 * Opens a curve; `close()` it when done.
 * @throws Error when the kernel is demanded and does not run here
 */
export async function openCurve(name: CurveName, options: EngineOptions = {}): Promise<Curve> {
  if (options.engine === "reference")
    return new (await import("./engines/reference/curve.js")).ReferenceCurve(name);
  const threads = options.threads ?? Math.min(DEFAULT_THREADS, availableParallelism());
  const program = await programOf(name);
  const found = await findKernel(program, options.kernel);
  const { bytesPerThread = BYTES_PER_THREAD } = options;
  const crew =
    threads < 2
      ? new SoloCrew(program, found.kernel)
      : new ThreadCrew(program, found.kernel, threads, bytesPerThread);
  const sums = found.kernel === null ? `ffjavascript, ${found.reason}` : "WebAssembly kernel";
  return new FastCurve(program, `fast (${sums}, up to ${threads} threads)`, crew, found.kernel);
}

/** The kernel when it is wanted, runs here and passes its examination. */
async function findKernel(program: CurveProgram, wanted: boolean | undefined): Promise<KernelOrReason> {
  if (wanted === false) return { kernel: null, reason: "kernel left out" };
  const found = await examinedKernel(program);
  if (wanted === true && found.kernel === null)
    throw new Error(`the kernel does not run here: ${found.reason}`);
  return found;
}

/** Loaded and examined once per process. */
let examined: Promise<KernelOrReason> | undefined;

async function examinedKernel(program: CurveProgram): Promise<KernelOrReason> {
  if (program.curve !== "bn254") return { kernel: null, reason: `no kernel for ${program.curve}` };
  examined ??= examine(program);
  return examined;
}

async function examine(program: CurveProgram): Promise<KernelOrReason> {
  try {
    const found = await loadKernelOrReason(hornerOn(program));
    const fault = found.kernel === null ? null : kernelFault(found.kernel, program);
    return fault === null ? found : { kernel: null, reason: fault };
  } catch (error) {
    // Not built, or trapped in its examination: the work can be done without it, and the report says why it was.
    return { kernel: null, reason: error instanceof Error ? error.message : String(error) };
  }
}
