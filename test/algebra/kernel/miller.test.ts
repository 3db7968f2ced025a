import { bn254 } from "@noble/curves/bn254.js";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { hornerOn } from "../../../algebra/engines/fast/horner.js";
import { programOf } from "../../../algebra/engines/fast/program.js";
import { loadKernelOrReason, type Kernel } from "../../../algebra/kernel/index.js";
import { integer, join, littleEndian, multiple, outsiders, q, r } from "./points.js";

let kernel: Kernel;
beforeAll(async () => {
  const loaded = await loadKernelOrReason(hornerOn(await programOf("bn254")));
  if (loaded.kernel === null) throw new Error(loaded.reason);
  kernel = loaded.kernel;
});

const { Fp12 } = bn254.fields;

/** x·2^−256 mod q */
function fromLem(residue: bigint): bigint {
  return bn254.fields.Fp.div(residue, (1n << 256n) % q);
}

/** e(P, Q)-products from what the kernel returns, by the final exponentiation of @noble/curves. */
function exponentiated(miller: Uint8Array): ReturnType<typeof Fp12.finalExponentiate> {
  const coordinates = Array.from({ length: 12 }, (_, i) =>
    fromLem(integer(miller.subarray(32 * i, 32 * i + 32))),
  );
  return Fp12.finalExponentiate(Fp12.fromBigTwelve(coordinates as Parameters<typeof Fp12.fromBigTwelve>[0]));
}

function product(pairs: readonly (readonly [bigint, bigint])[]): ReturnType<typeof exponentiated> {
  const g1 = join(pairs.map(([a]) => multiple("G1", a).toLem()));
  const g2 = join(pairs.map(([, b]) => multiple("G2", b).toLem()));
  return exponentiated(kernel.millerProduct(g1, g2));
}

const generators = bn254.pairing(bn254.G1.Point.BASE, bn254.G2.Point.BASE);

describe("products of pairings", () => {
  it("are that of @noble/curves for the generators", () => {
    expect(Fp12.eql(product([[1n, 1n]]), generators)).toBe(true);
  });

  it("are e(G, H)^Σab, for any number of pairs", () => {
    const scalar = fc.oneof(fc.constantFrom(1n, 2n, r - 1n), fc.bigInt({ min: 1n, max: r - 1n }));
    fc.assert(
      fc.property(fc.array(fc.tuple(scalar, scalar), { maxLength: 5 }), (pairs) => {
        const exponent = pairs.reduce((sum, [a, b]) => (sum + a * b) % r, 0n);
        expect(Fp12.eql(product(pairs), Fp12.pow(generators, exponent))).toBe(true);
      }),
      { numRuns: 12 },
    );
  });

  it("are one for pairs that cancel, and not for others", () => {
    const cancelling: [bigint, bigint][] = [
      [5n, 7n],
      [-35n, 1n],
      [2n, 3n],
      [-3n, 2n],
    ];
    expect(Fp12.eql(product(cancelling), Fp12.ONE)).toBe(true);
    expect(Fp12.eql(product(cancelling.slice(1)), Fp12.ONE)).toBe(false);
    expect(Fp12.eql(product([]), Fp12.ONE)).toBe(true);
  });

  it("go over chunks of the module", () => {
    const [g, h, minus] = [
      multiple("G1", 3n).toLem(),
      multiple("G2", 2n).toLem(),
      multiple("G1", -3n * 1500n).toLem(),
    ];
    const g1 = join([...Array.from({ length: 1500 }, () => g), minus]);
    const g2 = join(Array.from({ length: 1501 }, () => h));
    expect(Fp12.eql(exponentiated(kernel.millerProduct(g1, g2)), Fp12.ONE)).toBe(true);
    expect(Fp12.eql(exponentiated(kernel.millerProduct(g1.subarray(64), g2.subarray(128))), Fp12.ONE)).toBe(
      false,
    );
  });

  it("do not disturb sums, nor sums them", () => {
    const points = join([1n, 2n, 3n].map((k) => multiple("G2", k).toLem()));
    const job = {
      curve: "bn254",
      group: "G2",
      points,
      columns: [{ scalars: join([9n, 8n, 7n].map((k) => littleEndian(k, 16))), scalarBytes: 16 }],
    } as const;
    const before = kernel.sums(job);
    expect(Fp12.eql(product([[1n, 1n]]), generators)).toBe(true);
    expect(kernel.sums(job)).toEqual(before);
    expect(Fp12.eql(product([[1n, 1n]]), generators)).toBe(true);
  });

  it("are refused for what is no pair of points", () => {
    const [g, h] = [multiple("G1", 1n).toLem(), multiple("G2", 1n).toLem()];
    const with0 = (point: Uint8Array, k: number, value: bigint): Uint8Array => {
      const changed = point.slice();
      changed.set(littleEndian(value, 32), 32 * k);
      return changed;
    };
    expect(() => kernel.millerProduct(new Uint8Array(64), h)).toThrow("is infinity");
    expect(() => kernel.millerProduct(g, new Uint8Array(128))).toThrow("is infinity");
    expect(() => kernel.millerProduct(with0(g, 0, q), h)).toThrow("is not canonical");
    expect(() => kernel.millerProduct(with0(g, 1, q), h)).toThrow("is not canonical");
    expect(() => kernel.millerProduct(g, with0(h, 3, q))).toThrow("is not canonical");
    expect(() => kernel.millerProduct(g, with0(h, 3, 1n))).toThrow("is not on the curve");
    expect(() => kernel.millerProduct(g, new Uint8Array(64))).toThrow("no pairs");
    expect(() => kernel.millerProduct(g.subarray(1), h)).toThrow("no pairs");
    // Outside the subgroup there is no pairing; the loop ends all the same.
    for (const point of outsiders(2)) expect(kernel.millerProduct(g, point.toLem())).toHaveLength(384);
  });
});
