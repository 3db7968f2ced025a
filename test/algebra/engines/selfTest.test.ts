/** The kernel's entrance examination finds what is wrong in each part of a kernel. */
import { beforeAll, describe, expect, it } from "vitest";
import { hornerOn } from "../../../algebra/engines/fast/horner.js";
import { programOf, type CurveProgram } from "../../../algebra/engines/fast/program.js";
import { kernelFault } from "../../../algebra/engines/fast/selfTest.js";
import { loadKernelOrReason, type Kernel } from "../../../algebra/kernel/index.js";

let program: CurveProgram;
let kernel: Kernel;
beforeAll(async () => {
  program = await programOf("bn254");
  const loaded = await loadKernelOrReason(hornerOn(program));
  if (loaded.kernel === null) throw new Error(loaded.reason);
  kernel = loaded.kernel;
});

const changed = (bytes: Uint8Array): Uint8Array => bytes.map((byte, i) => (i === 0 ? byte ^ 1 : byte));

describe("a kernel", () => {
  it("passes as it is", () => {
    expect(kernelFault(kernel, program)).toBeNull();
  });

  it.each(["G1", "G2"] as const)("fails with a wrong sum in %s", (group) => {
    const wrong: Kernel = {
      ...kernel,
      sums: (job) => {
        const reply = kernel.sums(job);
        if (job.group !== group) return reply;
        return { ...reply, sums: reply.sums.map((sums) => sums.map(changed)) };
      },
    };
    expect(kernelFault(wrong, program)).toMatch(`points of ${group} wrongly`);
  });

  it("fails with horner's rule that forgets a window, a wrong multiple, a wrong cofactor or a wrong pairing", async () => {
    const horner = hornerOn(program);
    const short = await loadKernelOrReason((group, windows, width) =>
      horner(group, windows.slice(0, -1), width),
    );
    if (short.kernel === null) throw new Error(short.reason);
    expect(kernelFault(short.kernel, program)).toMatch("wrongly");
    const multiples: Kernel = {
      ...kernel,
      slots: (...range) => {
        const slots = kernel.slots(...range);
        return { ...slots, read: (...given) => changed(slots.read(...given)) };
      },
    };
    expect(kernelFault(multiples, program)).toMatch("multiplies points wrongly");
    const differences: Kernel = {
      ...kernel,
      subtractEach: (...given) => changed(kernel.subtractEach(...given)),
    };
    expect(kernelFault(differences, program)).toMatch("subtracts points wrongly");
    const cofactors: Kernel = { ...kernel, clearCofactors: (points) => points };
    expect(kernelFault(cofactors, program)).toMatch("clears cofactors wrongly");
    const pairing: Kernel = {
      ...kernel,
      millerProduct: (a, b) =>
        kernel.millerProduct(
          a,
          b.map(() => 0),
        ),
    };
    expect(() => kernelFault(pairing, program)).toThrow(RangeError);
    const swapped: Kernel = {
      ...kernel,
      millerProduct: (a, b) => kernel.millerProduct(a.slice(0, 64), b.slice(0, 128)),
    };
    expect(kernelFault(swapped, program)).toMatch("pairs points wrongly");
    // e(−g₁, g₂)·e(g₁, g₂) for whatever was asked: one.
    const always: Kernel = {
      ...kernel,
      millerProduct: (a, b) =>
        kernel.millerProduct(
          a.slice(64),
          new Uint8Array(Buffer.concat([b.slice(128, 256), b.slice(128, 256)])),
        ),
    };
    expect(kernelFault(always, program)).toMatch("pairs points wrongly");
  });
});
