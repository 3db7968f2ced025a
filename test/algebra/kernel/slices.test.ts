/** Jobs of more points than are decoded at once: their buckets go on from slice to slice. */
import { beforeAll, describe, expect, it } from "vitest";
import { hornerOn } from "../../../algebra/engines/fast/horner.js";
import { programOf } from "../../../algebra/engines/fast/program.js";
import { loadKernelOrReason, type Kernel } from "../../../algebra/kernel/index.js";
import { SLICE_POINTS } from "../../../algebra/kernel/plan.js";
import type { Point } from "../../../algebra/curve.js";
import { column, GROUPS, hex, job, multiple } from "./points.js";

let kernel: Kernel;
beforeAll(async () => {
  const loaded = await loadKernelOrReason(hornerOn(await programOf("bn254")));
  if (loaded.kernel === null) throw new Error(loaded.reason);
  kernel = loaded.kernel;
});

/** Two whole slices and a part of a third one. */
const COUNT = 2 * SLICE_POINTS + 37;
const indices = Array.from({ length: COUNT }, (_, i) => i);

describe.each(GROUPS)("slices of %s", (group) => {
  const known = new Map<bigint, Point>();
  const lem = (k: bigint): Point => {
    const point = known.get(k) ?? multiple(group, k).toLem();
    known.set(k, point);
    return point;
  };
  const given: [string, (i: number) => bigint, (i: number) => bigint][] = [
    ["of many points", (i) => BigInt((i % 7) - 3), (i) => (BigInt(i) * 0x9e3779b97f4a7c15n) << 60n],
    ["that undo each other", (i) => (Math.floor(i / SLICE_POINTS) % 2 ? -5n : 5n), () => (1n << 127n) + 9n],
    ["with one point each", (i) => (i % SLICE_POINTS ? 0n : 3n), () => (1n << 120n) - 1n],
    ["of one point with one scalar", () => 2n, () => 0x1234_5678_9abcn],
  ];
  it.each(given)("%s are summed together", (_, logarithm, scalar) => {
    const scalars = indices.map((i) => BigInt.asUintN(128, scalar(i)));
    const reply = kernel.sums(
      job(
        group,
        indices.map((i) => lem(logarithm(i))),
        [column(scalars, 16), column(scalars, 32), column(scalars, 16, 5)],
      ),
    );
    const infinite = indices.filter((i) => logarithm(i) === 0n);
    expect(reply).toMatchObject({
      fault: null,
      infinities: infinite.length,
      firstInfinity: infinite[0] ?? null,
    });
    const total = scalars.reduce((sum, s, i) => sum + s * logarithm(i), 0n);
    const expected = hex(multiple(group, total).toLem());
    const windows = (reply.sums[2] ?? []).map((sum) => hex(sum));
    expect(reply.sums.slice(0, 2).map((sums) => sums.map(hex))).toEqual([[expected], [expected]]);
    expect(windows).toEqual(digitSums(scalars, logarithm).map((k) => hex(multiple(group, k).toLem())));
  });

  it("name the first fault of all, and all infinities before it", () => {
    const points = indices.map((i) => (i === SLICE_POINTS + 3 ? lem(0n) : lem(1n)));
    const scalars = column(
      indices.map(() => 1n),
      16,
    );
    const offCurve = lem(1n).slice();
    offCurve[0] = (offCurve[0] ?? 0) ^ 1;
    points[2 * SLICE_POINTS + 5] = offCurve;
    points[2 * SLICE_POINTS + 9] = new Uint8Array(offCurve.length).fill(0xff);
    expect(kernel.sums(job(group, points, [scalars]))).toMatchObject({
      sums: [],
      fault: { index: 2 * SLICE_POINTS + 5, reason: "not on curve" },
      infinities: 1,
      firstInfinity: SLICE_POINTS + 3,
    });
  });
});

/** Logarithms of the sums over windows of five bits of 128-bit scalars, with signed digits. */
function digitSums(scalars: readonly bigint[], logarithm: (i: number) => bigint): bigint[] {
  const rest = [...scalars];
  return Array.from({ length: 26 }, (_, k) =>
    rest.reduce((sum, value, i) => {
      const digit = k === 25 ? value : BigInt.asIntN(5, value);
      rest[i] = (value - digit) >> 5n;
      return sum + digit * logarithm(i);
    }, 0n),
  );
}
