import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { hornerOn } from "../../../algebra/engines/fast/horner.js";
import { programOf } from "../../../algebra/engines/fast/program.js";
import { loadKernelOrReason, type Kernel } from "../../../algebra/kernel/index.js";
import {
  hex,
  infinity,
  join,
  littleEndian,
  multiple,
  outsiders,
  q,
  r,
  times,
  type GroupPoint,
} from "./points.js";

let kernel: Kernel;
beforeAll(async () => {
  const loaded = await loadKernelOrReason(hornerOn(await programOf("bn254")));
  if (loaded.kernel === null) throw new Error(loaded.reason);
  kernel = loaded.kernel;
});

const COFACTOR = 2n * q - r;

describe("multiplication by the cofactor of G2", () => {
  /** Points of all kinds: in the subgroup, out of it, of order 10069, infinite. */
  const pool: GroupPoint[] = [
    infinity("G2"),
    multiple("G2", 1n),
    multiple("G2", -3n),
    ...outsiders(4),
    ...outsiders(3).map((point) => times("G2", point, (r * COFACTOR) / 10069n)),
    ...outsiders(2).map((point) => times("G2", point, COFACTOR / 10069n)),
  ];
  const expected = pool.map((point) => hex(times("G2", point, COFACTOR).toLem()));

  it("is that by double-and-add, on the whole twist", () => {
    expect(pool.some((point) => !point.is0() && times("G2", point, 10069n).is0())).toBe(true);
    fc.assert(
      fc.property(fc.array(fc.nat({ max: pool.length - 1 }), { maxLength: 20 }), (indices) => {
        const cleared = kernel.clearCofactors(join(indices.map((i) => (pool[i] ?? infinity("G2")).toLem())));
        indices.forEach((i, k) => expect(hex(cleared.subarray(128 * k, 128 * k + 128))).toBe(expected[i]));
      }),
      { numRuns: 15 },
    );
  });

  it("goes over chunks of the module, and leaves sums as they were", () => {
    const points = Array.from({ length: 1500 }, (_, i) => (pool[i % pool.length] ?? infinity("G2")).toLem());
    const job = {
      curve: "bn254",
      group: "G2",
      points: join(points.slice(0, 50)),
      columns: [
        { scalars: join(points.slice(0, 50).map((_, i) => littleEndian(BigInt(i), 16))), scalarBytes: 16 },
      ],
    } as const;
    const before = kernel.sums(job);
    const cleared = kernel.clearCofactors(join(points));
    points.forEach((_, i) => {
      expect(hex(cleared.subarray(128 * i, 128 * i + 128))).toBe(expected[i % pool.length]);
    });
    expect(kernel.sums(job)).toEqual(before);
  });

  it("is refused for what is no point of the twist", () => {
    const good = multiple("G2", 1n).toLem();
    const off = good.slice();
    off[5] = (off[5] ?? 0) ^ 1;
    expect(() => kernel.clearCofactors(join([good, good, off]))).toThrow("point 2 is not on the curve");
    expect(() => kernel.clearCofactors(good.subarray(1))).toThrow(RangeError);
    expect(kernel.clearCofactors(new Uint8Array())).toHaveLength(0);
  });
});
