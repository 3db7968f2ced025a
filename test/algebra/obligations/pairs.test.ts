import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { Pairs } from "../../../algebra/obligations/pairs.js";
import { openCurve } from "../../../algebra/open.js";
import { engineCases, hex } from "../engines/engines.js";

describe.each(await engineCases())("pairs of $name, $label", async ({ name, options }) => {
  const curve = await openCurve(name, options);
  afterAll(() => curve.close());
  const { r } = curve.parameters;
  const partners = [1n, 2n, 5n].map((k) => curve.multiply("G2", curve.generator("G2"), k));
  const points = [0n, 1n, 2n, 7n].map((k) => curve.multiply("G1", curve.generator("G1"), k));

  /** Factors that are short, of 128 and of 256 bits, and of either sign. */
  const factor = fc.oneof(
    fc.constantFrom(0n, 1n, -1n, r, -r, r - 1n, r + 3n),
    ...[128n, 256n].map((bits) => fc.bigInt({ min: -(1n << bits), max: 1n << bits })),
  );
  const pair = fc.tuple(fc.nat(points.length - 1), fc.nat(partners.length - 1), factor);

  it("add up what shares a partner, before and after they are copied", () => {
    const logarithms = [0n, 1n, 2n, 7n];
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 8 }), fc.array(pair, { maxLength: 4 }), (first, later) => {
        const pairs = new Pairs(curve);
        const add = (to: Pairs, [p, s, weight]: readonly [number, number, bigint]): void =>
          to.addPair({ g1: points[p] as Uint8Array, g2: partners[s] as Uint8Array, factor: weight });
        for (const one of first) add(pairs, one);
        const copy = pairs.copy();
        for (const one of later) add(copy, one);
        for (const [given, terms] of [
          [pairs, first],
          [copy, [...first, ...later]],
        ] as const) {
          const sums = new Map(given.list().map(([g1, g2]) => [hex(g2), hex(g1)]));
          for (const [s, partner] of partners.entries()) {
            const used = terms.filter((one) => one[1] === s);
            const total = used.reduce((sum, [p, , weight]) => sum + weight * (logarithms[p] ?? 0n), 0n);
            const expected = curve.multiply("G1", curve.generator("G1"), ((total % r) + r) % r);
            expect(sums.get(hex(partner))).toBe(used.length === 0 ? undefined : hex(expected));
          }
        }
      }),
      { numRuns: 10 },
    );
  });
});
