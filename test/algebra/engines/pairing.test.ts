import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Curve, Point } from "../../../algebra/curve.js";
import { openCurve, type EngineOptions } from "../../../algebra/open.js";
import { CURVES } from "./engines.js";

const ENGINES: [string, EngineOptions][] = [
  ["fast, in the calling thread", { threads: 0 }],
  ["fast, on worker threads", { threads: 2 }],
  ["reference", { engine: "reference" }],
];

describe.each(CURVES)("pairing products on %s", (name) => {
  describe.each(ENGINES)("%s", (_, options) => {
    let curve: Curve;
    beforeAll(async () => {
      curve = await openCurve(name, options);
    });
    afterAll(() => curve?.close());

    const g1 = (k: bigint): Point => curve.multiply("G1", curve.generator("G1"), k);
    const g2 = (k: bigint): Point => curve.multiply("G2", curve.generator("G2"), k);
    /** Pairs [kᵢ·g₁, lᵢ·g₂] closed by one that makes Σ kᵢ·lᵢ = 0, plus an error. */
    const closed = (factors: readonly (readonly [bigint, bigint])[], error: bigint): [Point, Point][] => {
      const { r } = curve.parameters;
      const sum = factors.reduce((total, [k, l]) => total + k * l, error) % r;
      return [...factors.map(([k, l]): [Point, Point] => [g1(k), g2(l)]), [g1((r - sum) % r), g2(1n)]];
    };

    it("are one where the exponents cancel, and only there", async () => {
      const exponent = fc.bigInt({ min: 0n, max: 1n << 250n });
      const small = fc.bigInt({ min: 0n, max: 3n });
      const factor = fc.tuple(exponent, fc.oneof(exponent, small));
      await fc.assert(
        fc.asyncProperty(fc.array(factor, { maxLength: 5 }), async (factors) => {
          expect(await curve.pairingProductIsOne(closed(factors, 0n))).toBe(true);
          expect(await curve.pairingProductIsOne(closed(factors, 1n))).toBe(false);
        }),
        { numRuns: options.engine === "reference" ? 4 : 15 },
      );
    });

    it("of no pairs, or of pairs with infinity, are one", async () => {
      const [o1, o2] = [curve.infinity("G1"), curve.infinity("G2")];
      expect(await curve.pairingProductIsOne([])).toBe(true);
      expect(
        await curve.pairingProductIsOne([
          [o1, g2(1n)],
          [g1(1n), o2],
          [o1, o2],
        ]),
      ).toBe(true);
      expect(
        await curve.pairingProductIsOne([
          [g1(1n), g2(1n)],
          [o1, g2(1n)],
        ]),
      ).toBe(false);
    });
  });

  it("spread over many tasks when there are many pairs", async () => {
    const curve = await openCurve(name, { threads: 2 });
    const { r } = curve.parameters;
    const [a, b] = [curve.generator("G1"), curve.generator("G2")];
    const pairs = Array.from({ length: 100 }, (_, k): [Point, Point] => [
      curve.multiply("G1", a, BigInt(k + 1)),
      curve.multiply("G2", b, BigInt(k + 2)),
    ]);
    const sum = pairs.reduce((total, _, k) => total + BigInt(k + 1) * BigInt(k + 2), 0n);
    const last = (error: bigint): [Point, Point] => [curve.multiply("G1", a, r - sum + error), b];
    expect(await curve.pairingProductIsOne([...pairs, last(0n)])).toBe(true);
    expect(await curve.pairingProductIsOne([...pairs, last(1n)])).toBe(false);
    await curve.close();
  });
});
