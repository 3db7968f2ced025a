import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Curve } from "../../../algebra/curve.js";
import { openCurve } from "../../../algebra/open.js";
import { CURVES, fastEngines, GROUPS, hex, scalarBytes, scalarsBelow, sumsOf } from "./engines.js";

/** The digits d_k of one scalar are read off W_k = d_k·g, which is looked up among small multiples of g. */
describe.each(CURVES)("windows on %s are digits of the scalar", async (name) => {
  const lookups = await openCurve(name, { threads: 0, kernel: false });
  const engines = [...(await fastEngines(name)), ["reference", { engine: "reference" }] as const];

  describe.each(engines)("%s", (_, options) => {
    let curve: Curve;
    beforeAll(async () => {
      curve = await openCurve(name, options);
    });
    afterAll(() => curve?.close());

    it.each(GROUPS.flatMap((group) => [1, 3, 13].map((bits) => [group, bits] as const)))(
      "%s, windows of %i bits",
      async (group, windowBits) => {
        const digits = new Map<string, bigint>();
        const g = lookups.generator(group);
        let multiple = lookups.infinity(group);
        for (let d = 0n; d < 1n << BigInt(windowBits); d++) {
          digits.set(hex(multiple), d);
          if (d <= 1n << BigInt(windowBits - 1)) digits.set(hex(lookups.negate(group, multiple)), -d);
          multiple = lookups.add(group, multiple, g);
        }
        await fc.assert(
          fc.asyncProperty(scalarsBelow(1n << 128n), async (scalar) => {
            const column = { scalars: scalarBytes([scalar], 16), scalarBytes: 16, windowBits };
            const { sums } = await sumsOf(curve, { curve: name, group, points: g, columns: [column] });
            const found = (sums[0] ?? []).map((sum) => digits.get(hex(sum)) ?? NaN);
            expect(found).not.toContain(NaN);
            const total = (found as bigint[]).reduceRight((high, d) => (high << BigInt(windowBits)) + d, 0n);
            expect(total).toBe(scalar);
          }),
          { numRuns: 10 },
        );
      },
    );
  });
});
