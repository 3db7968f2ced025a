import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { hornerOn } from "../../../algebra/engines/fast/horner.js";
import { programOf } from "../../../algebra/engines/fast/program.js";
import { loadKernelOrReason, type Kernel } from "../../../algebra/kernel/index.js";
import type { GroupName } from "../../../algebra/curve.js";
import type { Column } from "../../../algebra/sums.js";
import {
  column,
  GROUPS,
  hex,
  infinity,
  integer,
  job,
  multiple,
  outsiders,
  scalars,
  times,
} from "./points.js";
import type { GroupPoint } from "./points.js";

let kernel: Kernel;
beforeAll(async () => {
  const loaded = await loadKernelOrReason(hornerOn(await programOf("bn254")));
  if (loaded.kernel === null) throw new Error(loaded.reason);
  kernel = loaded.kernel;
});

/** Discrete logarithms of points that meet in buckets: small, so that sums of some equal others or their opposites. */
const LOGARITHMS = [0n, ...[1n, 2n, 3n, 4n, 7n].flatMap((k) => [k, -k]), 0x1234567890abcdef1234567890abcdefn];

const points = new Map<string, GroupPoint>();

function known(group: GroupName, k: bigint): GroupPoint {
  const key = `${group} ${k}`;
  const point = points.get(key) ?? multiple(group, k);
  points.set(key, point);
  return point;
}

/** Columns for n points. */
function columns(
  n: number,
): fc.Arbitrary<{ values: bigint[]; scalarBytes: number; windowBits: number | undefined }> {
  return fc
    .record({
      scalarBytes: fc.constantFrom(16, 32),
      windowBits: fc.constantFrom(undefined, undefined, 1, 2, 5, 12, 13, 15),
    })
    .chain((shape) =>
      fc
        .array(scalars(shape.scalarBytes), { minLength: n, maxLength: n })
        .map((values) => ({ ...shape, values })),
    );
}

describe.each(GROUPS)("sums in %s", (group) => {
  it("are those of the logarithms, for repeated, opposite and infinite points", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...LOGARITHMS), { maxLength: 40 }).chain((logarithms) =>
          fc.record({
            logarithms: fc.constant(logarithms),
            columns: fc.array(columns(logarithms.length), { minLength: 1, maxLength: 3 }),
          }),
        ),
        ({ logarithms, columns: given }) => {
          const reply = kernel.sums(
            job(
              group,
              logarithms.map((k) => known(group, k).toLem()),
              given.map(({ values, scalarBytes, windowBits }) => column(values, scalarBytes, windowBits)),
            ),
          );
          expect(reply.fault).toBeNull();
          expect(reply.infinities).toBe(logarithms.filter((k) => k === 0n).length);
          expect(reply.firstInfinity).toBe(logarithms.includes(0n) ? logarithms.indexOf(0n) : null);
          given.forEach(({ values, scalarBytes, windowBits }, c) => {
            const expected = windowBits ? digits(values, 8 * scalarBytes, windowBits) : [values];
            const sums = expected.map((window) =>
              hex(
                known(
                  group,
                  window.reduce((sum, d, i) => sum + d * (logarithms[i] ?? 0n), 0n),
                ).toLem(),
              ),
            );
            expect(reply.sums[c]?.map(hex)).toEqual(sums);
          });
        },
      ),
      { numRuns: group === "G1" ? 40 : 12 },
    );
  });

  it("are right for no point and for one", () => {
    for (const windowBits of [undefined, 13]) {
      const none = kernel.sums(job(group, [], [column([], 16, windowBits), column([], 32, windowBits)]));
      expect(none).toMatchObject({ fault: null, infinities: 0, firstInfinity: null });
      for (const sums of none.sums) for (const sum of sums) expect(integer(sum)).toBe(0n);
    }
    const one = kernel.sums(job(group, [known(group, 3n).toLem()], [column([5n], 16)]));
    expect(hex(one.sums[0]?.[0])).toBe(hex(known(group, 15n).toLem()));
  });

  it("are right when whole batches are of equal or opposite points", () => {
    const n = 3000;
    const lists: [string, (i: number) => bigint, (i: number) => bigint][] = [
      ["all equal", () => 3n, () => 5n],
      ["opposite in turn", (i) => (i % 2 ? 7n : -7n), () => (1n << 127n) + 12345n],
      ["one in two infinite", (i) => (i % 2 ? 0n : 2n), (i) => BigInt(i)],
      ["a ramp of scalars", (i) => LOGARITHMS[i % LOGARITHMS.length] ?? 0n, (i) => BigInt(i) << 100n],
      ["pairs that cancel in the middle", (i) => (i < n / 2 ? 4n : -4n), () => (1n << 128n) - 1n],
    ];
    for (const [name, logarithm, scalar] of lists) {
      const indices = Array.from({ length: n }, (_, i) => i);
      const total = indices.reduce((sum, i) => sum + logarithm(i) * scalar(i), 0n);
      const reply = kernel.sums(
        job(
          group,
          indices.map((i) => known(group, logarithm(i)).toLem()),
          [column(indices.map(scalar), 16), column(indices.map(scalar), 32)],
        ),
      );
      const expected = hex(multiple(group, total).toLem());
      expect(
        reply.sums.map((sums) => sums.map(hex)),
        name,
      ).toEqual([[expected], [expected]]);
    }
  });

  it("do not depend on what was summed before", () => {
    const large = job(
      group,
      Array.from({ length: 2500 }, () => known(group, 4n).toLem()),
      [
        column(
          Array.from({ length: 2500 }, (_, i) => BigInt(i * i)),
          32,
          13,
        ),
      ],
    );
    const small = job(
      group,
      [1n, 2n, 0n].map((k) => known(group, k).toLem()),
      [column([9n, 8n, 7n], 16)],
    );
    const before = kernel.sums(small);
    kernel.sums(large);
    expect(kernel.sums(small)).toEqual(before);
  });
});

describe("sums in G2 of points outside the subgroup", () => {
  it("follow the curve's group law", () => {
    const pool = outsiders(4);
    const encoded = pool.map((point) => point.toLem());
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: pool.length - 1 }), scalars(32)), { minLength: 1, maxLength: 6 }),
        (terms) => {
          const values = terms.map(([, scalar]) => scalar);
          const reply = kernel.sums(
            job(
              "G2",
              terms.map(([index]) => encoded[index] ?? new Uint8Array(128)),
              [column(values, 32), column(values, 32, 13)],
            ),
          );
          const sum = (window: readonly bigint[]): string =>
            hex(
              terms
                .map(([index], i) => signedTimes(pool[index] ?? infinity("G2"), window[i] ?? 0n))
                .reduce((a, b) => a.add(b), infinity("G2"))
                .toLem(),
            );
          expect(reply.sums[0]?.map(hex)).toEqual([sum(values)]);
          expect(reply.sums[1]?.map(hex)).toEqual(digits(values, 256, 13).map(sum));
        },
      ),
      { numRuns: 6 },
    );
  });
});

function signedTimes(point: GroupPoint, scalar: bigint): GroupPoint {
  return times("G2", scalar < 0n ? point.negate() : point, scalar < 0n ? -scalar : scalar);
}

/** The digits of scalars by window, as sums.ts asks: s = Σ_k d_k·2^{wk} with |d_k| ≤ 2^{w−1}. */
function digits(values: readonly bigint[], bits: number, windowBits: number): bigint[][] {
  const [w, count] = [BigInt(windowBits), Math.floor(bits / windowBits) + 1];
  const half = 1n << (w - 1n);
  const rest = [...values];
  return Array.from({ length: count }, (_, k) =>
    rest.map((value, i) => {
      // The digits in [−2^{w−1}, 2^{w−1}), and whatever is left on top.
      const digit = k === count - 1 ? value : BigInt.asIntN(windowBits, value);
      if (digit > half || digit < -half) throw new Error(`digit ${digit} of ${windowBits} bits`);
      rest[i] = (value - digit) >> w;
      return digit;
    }),
  );
}

describe("what fits no job", () => {
  const point = (): Uint8Array => multiple("G1", 1n).toLem();
  const wrong: [string, () => Column][] = [
    ["too few scalars", () => ({ scalars: new Uint8Array(15), scalarBytes: 16 })],
    ["scalars of another size", () => ({ scalars: new Uint8Array(8), scalarBytes: 8 })],
    ["windows of no bit", () => column([1n], 16, 0)],
    ["windows too wide", () => column([1n], 16, 16)],
  ];
  it.each(wrong)("is refused: %s", (_, given) => {
    expect(() => kernel.sums(job("G1", [point()], [given()]))).toThrow(RangeError);
  });

  it("is refused: half a point, another curve", () => {
    expect(() => kernel.sums(job("G2", [point()], []))).toThrow(RangeError);
    expect(() => kernel.sums({ ...job("G1", [], []), curve: "bls12-381" })).toThrow(RangeError);
  });
});
