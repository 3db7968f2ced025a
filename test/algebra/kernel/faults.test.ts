import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { hornerOn } from "../../../algebra/engines/fast/horner.js";
import { programOf } from "../../../algebra/engines/fast/program.js";
import { loadKernelOrReason, type Kernel } from "../../../algebra/kernel/index.js";
import type { Point } from "../../../algebra/curve.js";
import { fusedMultiplyAddFault } from "../../../algebra/kernel/fused.js";
import { column, GROUPS, integer, job, join, lemCoordinate, littleEndian, multiple, q } from "./points.js";

let kernel: Kernel;
beforeAll(async () => {
  const loaded = await loadKernelOrReason(hornerOn(await programOf("bn254")));
  if (loaded.kernel === null) throw new Error(loaded.reason);
  kernel = loaded.kernel;
});

/** The coordinates of a point as they stand in its bytes. */
function residues(point: Point): bigint[] {
  return Array.from({ length: point.length / 32 }, (_, k) => integer(point.subarray(32 * k, 32 * k + 32)));
}

function withResidue(point: Point, k: number, residue: bigint): Point {
  const changed = point.slice();
  changed.set(littleEndian(residue, 32), 32 * k);
  return changed;
}

describe("the processor here", () => {
  it("rounds a multiply-add once, so that the kernel is tested at all", async () => {
    expect(await fusedMultiplyAddFault()).toBeNull();
  });
});

describe.each(GROUPS)("faults of points in %s", (group) => {
  const good = [1n, 2n, 0x1234567890n].map((k) => multiple(group, k).toLem());
  const infinity = new Uint8Array(group === "G1" ? 64 : 128);
  const [first = infinity, second = infinity, third = infinity] = good;

  /** The reply's fault for points with one column. */
  function faultOf(points: readonly Point[]): unknown {
    return kernel.sums(
      job(group, points, [
        column(
          points.map(() => 1n),
          16,
        ),
      ]),
    ).fault;
  }

  it("are found in every coordinate that is not below q", () => {
    residues(second).forEach((residue, k) => {
      for (let value = residue + q; value < 1n << 256n; value += q) {
        expect(faultOf([first, withResidue(second, k, value), third])).toEqual({
          index: 1,
          reason: "not canonical",
        });
      }
      for (const value of [q, q + 1n, (1n << 256n) - 1n]) {
        expect(faultOf([withResidue(first, k, value)])).toEqual({ index: 0, reason: "not canonical" });
        // Infinity is zero bytes only: q is no other way to write it.
        expect(faultOf([withResidue(infinity, k, value)])).toEqual({ index: 0, reason: "not canonical" });
      }
      for (const value of [0n, q - 1n, (residue + 1n) % q]) {
        expect(faultOf([first, second, withResidue(third, k, value)])).toEqual({
          index: 2,
          reason: "not on curve",
        });
      }
    });
  });

  it("are found after any single flip of a bit", () => {
    fc.assert(
      fc.property(
        fc.nat({ max: good.length - 1 }),
        fc.nat({ max: 8 * infinity.length - 1 }),
        fc.integer({ min: 1, max: 9 }),
        (which, bit, n) => {
          const points = Array.from({ length: n }, (_, i) => good[i % good.length] ?? infinity);
          const index = Math.min(which, n - 1);
          const flipped = (points[index] ?? infinity).slice();
          flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
          points[index] = flipped;
          const reason = residues(flipped).some((residue) => residue >= q) ? "not canonical" : "not on curve";
          expect(faultOf(points)).toEqual({ index, reason });
        },
      ),
      { numRuns: 300 },
    );
  });

  it("come in the order of points, whatever they are", () => {
    const off = withResidue(first, 0, 5n);
    const large = withResidue(first, 0, q);
    const offAt = (index: number): unknown => ({ index, reason: "not on curve" });
    const largeAt = (index: number): unknown => ({ index, reason: "not canonical" });
    expect(faultOf([off, large])).toEqual(offAt(0));
    expect(faultOf([large, off])).toEqual(largeAt(0));
    expect(faultOf([first, off, large, off])).toEqual(offAt(1));
    expect(faultOf([first, infinity, large])).toEqual(largeAt(2));
    expect(faultOf([infinity, infinity, first, first, off])).toEqual(offAt(4));
  });

  it("are on no curve with another constant", () => {
    // (x, y) with x = 1 and y² = 1 + 3·k for square 1 + 3·k: y = 5, b = 24; and infinity in projective dress (0, 1).
    const g1 = [
      [1n, 5n],
      [0n, 1n],
      [0n, 0x1000n],
    ];
    const points = g1.map(([x = 0n, y = 0n]) =>
      join(group === "G1" ? [x, y].map(lemCoordinate) : [x, 0n, y, 0n].map(lemCoordinate)),
    );
    for (const point of points) expect(faultOf([point])).toEqual({ index: 0, reason: "not on curve" });
  });

  it("and infinities are counted", () => {
    const reply = kernel.sums(
      job(group, [first, infinity, second, infinity, infinity], [column([1n, 2n, 3n, 4n, 5n], 16)]),
    );
    expect(reply).toMatchObject({ fault: null, infinities: 3, firstInfinity: 1 });
    expect(kernel.sums(job(group, [first, second], []))).toEqual({
      sums: [],
      fault: null,
      infinities: 0,
      firstInfinity: null,
    });
  });
});
