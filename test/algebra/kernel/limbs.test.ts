import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { ArithmeticExports } from "../../../algebra/kernel/exports.js";
import { fusedMultiplyAddFault } from "../../../algebra/kernel/fused.js";
import { compile, start } from "../../../algebra/kernel/load.js";
import { reserve } from "../../../algebra/kernel/reserve.js";
import { q } from "./points.js";

const LIMBS = 5;
/** The top limb of q. */
const TOP = Number(q >> 204n);

/** 2^−255 mod q: 2^255 mod q to the power q − 2. */
const INVERSE_RADIX = ((): bigint => {
  let result = 1n;
  for (const bit of (q - 2n).toString(2)) result = (result * result * (bit === "1" ? 1n << 255n : 1n)) % q;
  return result;
})();

/** Limbs within ±`bound`, with the ends often, and a top limb for values within ±`multiple`·q. */
function limbs(bound: number, multiple: number): fc.Arbitrary<number[]> {
  const within = (end: number): fc.Arbitrary<number> => {
    const ends = fc.constantFrom(end, -end, end - 1, 1 - end, Math.floor(end / 2), 0, 1, -1);
    return fc.oneof(
      ends,
      fc.maxSafeInteger().map((x) => Math.round((x / Number.MAX_SAFE_INTEGER) * end)),
    );
  };
  const top = Math.floor(TOP * multiple) - 2;
  return fc.tuple(...Array.from({ length: LIMBS }, (_, i) => within(i < LIMBS - 1 ? bound : top)));
}

/** Inside a chain of additions (see assembly/batch.ts): products and inverses, differences, and any before normalising. */
const product = limbs(2 ** 50 + 4, 1.33);
const difference = limbs(2 ** 51 + 8, 1.02);
const unsettled = limbs(2 ** 52, 2.9);

const value = (given: readonly number[]): bigint =>
  given.reduceRight((sum, limb) => (sum << 51n) + BigInt(limb), 0n);
const mod = (x: bigint): bigint => ((x % q) + q) % q;

describe.each([
  ["Fq", "g1", 1],
  ["Fq2", "g2", 2],
] as const)("products of limbs in %s", (_, name, degree) => {
  let wasm: ArithmeticExports;
  let memory: Float64Array;
  let at: number;
  beforeAll(async () => {
    if ((await fusedMultiplyAddFault()) !== null) throw new Error("no fused multiply-add");
    wasm = start(await compile(name)) as ArithmeticExports;
    at = Math.ceil(wasm.freeMemory() / 16) * 16;
    memory = new Float64Array(reserve(wasm.memory, at + 1024).buffer);
  });

  /** Both lanes of an element, c0 then c1. */
  const element = (one: fc.Arbitrary<number[]>): fc.Arbitrary<number[][][]> =>
    fc.array(fc.array(one, { minLength: degree, maxLength: degree }), { minLength: 2, maxLength: 2 });

  const address = (slot: number): number => at + slot * 160;

  function put(slot: number, lanes: readonly (readonly (readonly number[])[])[]): void {
    lanes.forEach((coefficients, lane) =>
      coefficients.flat().forEach((limb, i) => (memory[address(slot) / 8 + 2 * i + lane] = limb)),
    );
  }

  function get(slot: number, lane: number): number[][] {
    return Array.from({ length: degree }, (_half, half) =>
      Array.from(
        { length: LIMBS },
        (_limb, i) => memory[address(slot) / 8 + 2 * (LIMBS * half + i) + lane] ?? NaN,
      ),
    );
  }

  function expectProduct(slot: number, lane: number, x: number[][], y: number[][]): void {
    const [x0 = 0n, x1 = 0n] = x.map(value);
    const [y0 = 0n, y1 = 0n] = y.map(value);
    const expected = [x0 * y0 - x1 * y1, x0 * y1 + x1 * y0]
      .slice(0, degree)
      .map((z) => mod(z * INVERSE_RADIX));
    const found = get(slot, lane);
    expect(found.map((z) => mod(value(z)))).toEqual(expected);
    for (const limb of found.flatMap((z) => z.slice(0, -1)))
      expect(Math.abs(limb)).toBeLessThanOrEqual(2 ** 50);
  }

  it("are exact at the bounds that chains of additions keep", () => {
    fc.assert(
      fc.property(element(product), element(difference), (x, y) => {
        put(0, x);
        put(1, y);
        wasm.multiply(address(2), address(0), address(1));
        wasm.square(address(3), address(0));
        x.forEach((_lane, lane) => {
          expectProduct(2, lane, x[lane] ?? [], y[lane] ?? []);
          expectProduct(3, lane, x[lane] ?? [], x[lane] ?? []);
        });
      }),
      { numRuns: 1000 },
    );
  });

  it("are normalised to half of q", () => {
    fc.assert(
      fc.property(element(unsettled), (x) => {
        put(0, x);
        wasm.normalise(address(1), address(0));
        x.forEach((coefficients, lane) => {
          const found = get(1, lane);
          expect(found.map((z) => mod(value(z)))).toEqual(coefficients.map((z) => mod(value(z))));
          for (const z of found) {
            const size = value(z) < 0n ? -value(z) : value(z);
            expect(size <= q / 2n + (q >> 41n)).toBe(true);
            for (const limb of z.slice(0, -1)) expect(Math.abs(limb)).toBeLessThanOrEqual(2 ** 50 + 4);
          }
        });
      }),
      { numRuns: 1000 },
    );
  });
});
