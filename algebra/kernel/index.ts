/**
 * The fast kernel for sums of points on BN254: WebAssembly on 51-bit limbs held in doubles, two additions side by
 * side, with fused multiply-adds of relaxed SIMD. Synchronous; meant for worker threads.
 */
import type { SumJob, SumReply } from "../sums.js";
import { fusedMultiplyAddFault } from "./fused.js";
import { instantiate } from "./load.js";
import { sumJob } from "./msm.js";
import type { KernelExports } from "./exports.js";

export interface Kernel {
  /** Σ sᵢ·Pᵢ for every column of a job on bn254. Throws a RangeError where lengths do not fit together. */
  sums(job: SumJob): SumReply;
}

export type KernelOrReason = { readonly kernel: Kernel } | { readonly kernel: null; readonly reason: string };

/** The kernel, or why this machine cannot run it. */
export async function loadKernelOrReason(): Promise<KernelOrReason> {
  const fault = await fusedMultiplyAddFault();
  if (fault !== null) return { kernel: null, reason: fault };
  const modules = { G1: await instantiate<KernelExports>("g1"), G2: await instantiate<KernelExports>("g2") };
  const sums = (job: SumJob): SumReply => {
    if (job.curve !== "bn254") throw new RangeError(`the kernel computes on bn254, not on ${job.curve}`);
    return sumJob(modules[job.group], job.group, job);
  };
  return { kernel: { sums } };
}

/** The kernel, or null where this processor or this Node lacks what it needs. */
export async function loadKernel(): Promise<Kernel | null> {
  return (await loadKernelOrReason()).kernel;
}
