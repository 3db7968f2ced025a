import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Curve, GroupName, Point } from "../../../algebra/curve.js";
import { EndedError } from "../../../algebra/sums.js";
import type { Column, SumJob, SumPiece, SumReply, SumShape } from "../../../algebra/sums.js";
import { openCurve } from "../../../algebra/open.js";
import {
  CURVES,
  curvePoints,
  fastEngines,
  faultyPoints,
  GROUPS,
  hex,
  join,
  openReference,
  scalarBytes,
  scalarsBelow,
  sumsOf,
} from "./engines.js";

/** Points by index, and one to three columns over them. */
function jobs(curve: Curve, group: GroupName, pool: readonly Point[]): fc.Arbitrary<SumJob> {
  const { name, r, n8r } = curve.parameters;
  const column = (count: number): fc.Arbitrary<Column> =>
    fc
      .record({ wide: fc.boolean(), windowBits: fc.constantFrom(undefined, 1, 3, 13) })
      .chain(({ wide, windowBits }) => {
        const bytes = wide ? n8r : 16;
        const scalars = fc.array(scalarsBelow(wide ? r : 1n << 128n), { minLength: count, maxLength: count });
        return scalars.map((values) => ({
          scalars: scalarBytes(values, bytes),
          scalarBytes: bytes,
          ...(windowBits === undefined ? {} : { windowBits }),
        }));
      });
  return fc
    .array(fc.constantFrom(...pool), { maxLength: 24 })
    .chain((points) =>
      fc
        .array(column(points.length), { minLength: 1, maxLength: 2 })
        .map((columns) => ({ curve: name, group, points: join(points), columns })),
    );
}

/** Where the points of a job are cut into pieces. */
const cutsOf = fc.array(fc.integer({ min: 0, max: 24 }), { maxLength: 4 });

/** Σ_k 2^{w·k}·W_k */
function total(curve: Curve, group: GroupName, column: Column, sums: readonly Point[]): Point {
  const radix = 1n << BigInt(column.windowBits ?? 0);
  return sums.reduceRight(
    (sum, window) => curve.add(group, curve.multiply(group, sum, radix), window),
    curve.infinity(group),
  );
}

describe.each(CURVES)("sums on %s agree with the reference engine", async (name) => {
  const reference = await openReference(name);

  describe.each(await fastEngines(name))("on %s", (_, options) => {
    let curve: Curve;
    beforeAll(async () => {
      curve = await openCurve(name, options);
    });
    afterAll(() => curve?.close());

    describe.each(GROUPS)("%s", (group) => {
      const pool = curvePoints(reference, group);

      it("for points of the curve, in the subgroup or not, repeated, opposite or infinite", async () => {
        await fc.assert(
          fc.asyncProperty(jobs(reference, group, pool), cutsOf, async (job, cuts) => {
            const reply = await sumsOf(curve, job, cuts);
            const expected = await sumsOf(reference, job);
            expect(reply.fault).toBeNull();
            expect([reply.infinities, reply.firstInfinity]).toEqual([
              expected.infinities,
              expected.firstInfinity,
            ]);
            const totals = (sums: SumReply["sums"]): string[] =>
              job.columns.map((column, c) => hex(total(reference, group, column, sums[c] ?? [])));
            expect(totals(reply.sums)).toEqual(totals(expected.sums));
          }),
          { numRuns: 12 },
        );
      });

      it("and in the first fault", async () => {
        const mixed = jobs(reference, group, [...pool, ...faultyPoints(reference, group)]);
        await fc.assert(
          fc.asyncProperty(mixed, cutsOf, async (job, cuts) => {
            expect((await sumsOf(curve, job, cuts)).fault).toEqual((await sumsOf(reference, job)).fault);
          }),
          { numRuns: 30 },
        );
      });
    });
  });
});

describe.each(CURVES)("sums on %s", async (name) => {
  const curves = [
    await openReference(name),
    await openCurve(name, { threads: 0 }),
    await openCurve(name, { threads: 2, bytesPerThread: 1 }),
  ];
  const threaded = curves.at(-1) as Curve;
  afterAll(() => threaded.close());
  const points = threaded.generator("G1");
  const columns = [{ scalarBytes: 16 }];
  const shape: SumShape = { curve: name, group: "G1", columns, points: 1 };
  const piece: SumPiece = { points, scalars: [new Uint8Array(16)] };
  const other = name === "bn254" ? "bls12-381" : "bn254";

  it.each<[string, SumShape]>([
    ["scalars without bytes", { ...shape, columns: [{ scalarBytes: 0 }] }],
    ["a window of no bits", { ...shape, columns: [{ scalarBytes: 16, windowBits: 0 }] }],
    ["a window of 18 bits", { ...shape, columns: [{ scalarBytes: 16, windowBits: 18 }] }],
    ["the other curve", { ...shape, curve: other }],
  ])("refuse %s", (_, wrong) => {
    for (const curve of curves) expect(() => curve.summation(wrong)).toThrow(RangeError);
  });

  it.each<[string, SumPiece]>([
    ["half a point", { ...piece, points: points.subarray(1) }],
    ["a scalar too many", { ...piece, scalars: [new Uint8Array(32)] }],
    ["a column too many", { ...piece, scalars: [new Uint8Array(16), new Uint8Array(16)] }],
    ["a column too few", { ...piece, scalars: [] }],
  ])("refuse a piece with %s", async (_, wrong) => {
    for (const curve of curves) await expect(curve.summation(shape).add(wrong)).rejects.toThrow(RangeError);
  });

  it("refuse a piece whose bytes were handed over before", async () => {
    const given = { points: points.slice(), scalars: [new Uint8Array(16)], handOver: true };
    const summation = threaded.summation(shape);
    const { returned } = await summation.add(given);
    expect(returned?.map(hex)).toEqual([hex(points), hex(new Uint8Array(16))]);
    for (const curve of curves)
      await expect(curve.summation(shape).add(given)).rejects.toThrow(/handed over/);
  });

  it("leave views into larger buffers, handed over or not", async () => {
    const [pool, scalars] = [Buffer.concat([points, points, points]), new Uint8Array(40).fill(9)];
    const summation = threaded.summation(shape);
    const views = {
      points: pool.subarray(points.length, 2 * points.length),
      scalars: [scalars.subarray(3, 19)],
      handOver: true,
    };
    for (let i = 0; i < 3; i++) expect((await summation.add(views)).returned ?? []).toEqual([]);
    const expected = threaded.multiply("G1", points, 3n * BigInt(`0x${"09".repeat(16)}`));
    expect(await summation.finish()).toEqual([[expected]]);
    expect(scalars).toEqual(new Uint8Array(40).fill(9));
  });

  it("leave the bytes of a piece that is lent", async () => {
    const summation = threaded.summation(shape);
    for (let i = 0; i < 3; i++) await summation.add(piece);
    expect(piece.points).toEqual(threaded.generator("G1"));
    expect(await summation.finish()).toEqual([[threaded.infinity("G1")]]);
  });

  it("of no piece are infinity", async () => {
    const zero = [curves[0]?.infinity("G1")];
    for (const curve of curves) expect(await curve.summation(shape).finish()).toEqual([zero]);
  });

  it("may be under way together, and do not go on when they are finished", async () => {
    const weight = (scalar: number): SumPiece => ({
      points,
      scalars: [Uint8Array.of(scalar, ...new Uint8Array(15))],
    });
    for (const curve of curves) {
      const times = (k: bigint): Point[][] => [[curve.multiply("G1", points, k)]];
      const [first, second] = [curve.summation(shape), curve.summation(shape)];
      await Promise.all([1, 2, 3].flatMap((k) => [first.add(weight(k)), second.add(weight(10 * k))]));
      expect(await second.finish()).toEqual(times(60n));
      const third = curve.summation(shape);
      await Promise.all([third.add(weight(5)), first.add(weight(4))]);
      expect([await first.finish(), await third.finish()]).toEqual([times(10n), times(5n)]);
      for (const ended of [first, second, third]) {
        await expect(ended.add(weight(1))).rejects.toThrow(EndedError);
        await expect(ended.finish()).rejects.toThrow(EndedError);
      }
    }
  });
});
