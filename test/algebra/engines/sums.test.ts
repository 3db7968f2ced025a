import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Curve, GroupName, Point } from "../../../algebra/curve.js";
import type { Column, SumJob, SumReply } from "../../../algebra/sums.js";
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
          fc.asyncProperty(jobs(reference, group, pool), async (job) => {
            const [reply, expected] = [await curve.sums(job), await reference.sums(job)];
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
          fc.asyncProperty(mixed, async (job) => {
            expect((await curve.sums(job)).fault).toEqual((await reference.sums(job)).fault);
          }),
          { numRuns: 30 },
        );
      });
    });
  });
});

describe.each(CURVES)("a job on %s whose lengths do not match is refused", async (name) => {
  const curves = [
    await openReference(name),
    await openCurve(name, { threads: 0 }),
    await openCurve(name, { threads: 2 }),
  ];
  const threaded = curves.at(-1) as Curve;
  afterAll(() => threaded.close());
  const points = threaded.generator("G1");
  const column = { scalars: new Uint8Array(16), scalarBytes: 16 };
  const job: SumJob = { curve: name, group: "G1", points, columns: [column] };
  const other = name === "bn254" ? "bls12-381" : "bn254";

  it.each<[string, SumJob]>([
    ["half a point", { ...job, points: points.subarray(1) }],
    ["a scalar too many", { ...job, columns: [{ ...column, scalars: new Uint8Array(32) }] }],
    ["scalars without bytes", { ...job, columns: [{ scalars: new Uint8Array(0), scalarBytes: 0 }] }],
    ["a window of no bits", { ...job, columns: [{ ...column, windowBits: 0 }] }],
    ["a window of 18 bits", { ...job, columns: [{ ...column, windowBits: 18 }] }],
    ["the other curve", { ...job, curve: other }],
  ])("%s", async (_, wrong) => {
    for (const curve of curves) await expect(curve.sums(wrong)).rejects.toThrow(RangeError);
  });

  it("and so is one whose bytes were handed over before", async () => {
    const given = { ...job, points: points.slice(), columns: [{ ...column, scalars: new Uint8Array(16) }] };
    // Enough work for a thread to be started, beside the calling one: only those take bytes away.
    await threaded.sums({ ...job, points: new Uint8Array(points.length << 19), columns: [] });
    await threaded.sums({ ...given, handOver: true });
    for (const curve of curves) await expect(curve.sums(given)).rejects.toThrow(/handed over/);
  });

  it("while views into larger buffers stay, handed over or not", async () => {
    const [pool, scalars] = [Buffer.concat([points, points, points]), new Uint8Array(40).fill(9)];
    const views = {
      ...job,
      points: pool.subarray(points.length, 2 * points.length),
      columns: [{ ...column, scalars: scalars.subarray(3, 19) }],
      handOver: true,
    };
    const expected = threaded.multiply("G1", points, BigInt(`0x${"09".repeat(16)}`));
    for (let i = 0; i < 2; i++) expect((await threaded.sums(views)).sums).toEqual([[expected]]);
    expect(scalars).toEqual(new Uint8Array(40).fill(9));
  });

  it("while a job that is lent keeps its bytes", async () => {
    expect(await threaded.sums(job)).toEqual(await threaded.sums(job));
    expect(job.points).toEqual(threaded.generator("G1"));
  });
});
