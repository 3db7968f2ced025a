/**
 * The fast kernel for sums of points on BN254: WebAssembly on 51-bit limbs held in doubles, two additions side by
 * side, with the fused multiply-adds of relaxed SIMD. Synchronous; meant for worker threads.
 */
import type { GroupName } from "../curve.js";
import type { SumJob, SumReply, SumShape, Tally } from "../sums.js";
import type { CurveExports, KernelExports, TwistExports } from "./exports.js";
import { loadBulk, type Bulk } from "./bulk.js";
import { fusedMultiplyAddFault } from "./fused.js";
import { compile, start } from "./load.js";
import { subtractEach } from "./differences.js";
import { clearCofactors } from "./cofactors.js";
import { millerProduct } from "./miller.js";
import { BucketTally, type Horner } from "./msm.js";
import { openSlots, type Slots } from "./slots.js";

export type { Horner, Slots };

export interface Kernel {
  /** What is computed with integers; see bulk.ts. */
  readonly bulk: Bulk;
  /** Opens Σ sᵢ·Pᵢ on bn254. @throws RangeError for shapes without digits */
  tally(shape: SumShape): Tally;
  /** The same of one piece. @throws RangeError where lengths do not fit together */
  sums(job: SumJob): SumReply;
  /** ∏ of Miller loops over n points of G1 and of G2 on bn254; see miller.ts. */
  millerProduct(g1: Uint8Array, g2: Uint8Array): Uint8Array;
  /** aᵢ − bᵢ for n points of bn254's G1; see differences.ts. */
  subtractEach(a: Uint8Array, b: Uint8Array): Uint8Array;
  /** Slots [first, end) for sums of multiples of points of bn254's G1; see slots.ts. */
  slots(first: number, end: number): Slots;
  /** h·Q for the cofactor h of G2 and n points of bn254's twist; see cofactors.ts. */
  clearCofactors(points: Uint8Array): Uint8Array;
}

export type KernelOrReason = { readonly kernel: Kernel } | { readonly kernel: null; readonly reason: string };

/**
 * The kernel, or why this processor or this Node cannot run it.
 * @param horner adds up the windows of its sums
 */
export async function loadKernelOrReason(horner: Horner): Promise<KernelOrReason> {
  const reason = await fusedMultiplyAddFault();
  if (reason !== null) return { kernel: null, reason };
  const [curveModule, twistModule] = [await compile("g1"), await compile("g2")];
  const modules = {
    G1: start(curveModule) as CurveExports,
    G2: start(twistModule) as TwistExports,
  };
  // Sums have instances of their own while they last: what else is computed comes between their pieces.
  const compiled = { G1: curveModule, G2: twistModule };
  const idle: Record<GroupName, KernelExports[]> = { G1: [], G2: [] };
  const tally = (shape: SumShape): Tally => {
    const { curve, group } = shape;
    if (curve !== "bn254") throw new RangeError(`the kernel computes on bn254, not on ${curve}`);
    const wasm = idle[group].pop() ?? (start(compiled[group]) as KernelExports);
    return new BucketTally(wasm, shape, horner, () => idle[group].push(wasm));
  };
  const sums = ({ points, columns, ...job }: SumJob): SumReply => {
    const pointBytes = job.group === "G1" ? 64 : 128;
    const opened = tally({ ...job, columns, points: points.length / pointBytes });
    const { fault, ...seen } = opened.add({ points, scalars: columns.map(({ scalars }) => scalars) });
    const all = opened.finish();
    return { sums: fault === null ? all : [], fault, ...seen };
  };
  return {
    kernel: {
      bulk: await loadBulk(),
      tally,
      sums,
      millerProduct: (g1, g2) => millerProduct(modules.G2, g1, g2),
      subtractEach: (a, b) => subtractEach(modules.G1, a, b),
      slots: (first, end) => openSlots(start(curveModule) as CurveExports, first, end),
      clearCofactors: (points) => clearCofactors(modules.G2, points),
    },
  };
}

/** The kernel, or null where this processor or this Node lacks what it needs. */
export async function loadKernel(horner: Horner): Promise<Kernel | null> {
  return (await loadKernelOrReason(horner)).kernel;
}
