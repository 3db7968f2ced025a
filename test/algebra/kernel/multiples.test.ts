import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { hornerOn } from "../../../algebra/engines/fast/horner.js";
import { programOf } from "../../../algebra/engines/fast/program.js";
import { loadKernelOrReason, type Kernel } from "../../../algebra/kernel/index.js";
import { hex, infinity, join, lemCoordinate, multiple, q, r, scalars } from "./points.js";

let kernel: Kernel;
beforeAll(async () => {
  const loaded = await loadKernelOrReason(hornerOn(await programOf("bn254")));
  if (loaded.kernel === null) throw new Error(loaded.reason);
  kernel = loaded.kernel;
});

/** The parameter of the family, the eigenvalue of the endomorphism, and the lattice of its relations. */
const u = 4965661367192848881n;
const lambda = r - (36n * u ** 3n + 18n * u * u + 6n * u + 2n);
const LATTICE = [2n * u + 1n, 6n * u * u + 2n * u, 6n * u * u + 4n * u + 1n];

const mod = (value: bigint): bigint => ((value % r) + r) % r;

/** Scalars with halves that are small, of either sign, on either side of the lattice's bounds, and of one digit. */
const small = fc.bigInt({ min: -70n, max: 70n });
const nearLattice = fc
  .tuple(small, small, fc.constantFrom(0n, ...LATTICE), fc.constantFrom(0n, ...LATTICE))
  .map(([i, j, a, b]) => mod(i + a + (j + b) * lambda));
const powers = fc
  .tuple(fc.nat({ max: 127 }), fc.nat({ max: 127 }), small)
  .map(([i, j, k]) => mod((1n << BigInt(i)) + (1n << BigInt(j)) * lambda + k));
const scalar = fc.oneof(
  fc.constantFrom(
    0n,
    1n,
    2n,
    15n,
    16n,
    17n,
    r - 1n,
    r - 2n,
    r / 2n,
    lambda,
    r - lambda,
    mod(lambda * lambda),
  ),
  fc.constantFrom(...[126n, 127n, 128n].flatMap((k) => [(1n << k) - 1n, 1n << k])),
  scalars(32).map(mod),
  scalars(16),
  nearLattice,
  powers,
);

/** Points as multiples of the generator, so that what they are times a scalar is known. */
const LOGARITHMS = [0n, 1n, -1n, 2n, -2n, lambda, -lambda, 0x1234567890abcdef123n];
const known = new Map<bigint, string>();

function lem(logarithm: bigint): string {
  const least = mod(logarithm);
  const found = known.get(least) ?? hex(multiple("G1", least).toLem());
  known.set(least, found);
  return found;
}

function compare(terms: readonly (readonly [bigint, bigint])[]): void {
  const points = join(terms.map(([logarithm]) => Buffer.from(lem(logarithm), "hex")));
  const products = kernel.multiplyEach(
    points,
    terms.map(([, factor]) => factor),
  );
  expect(products).toHaveLength(64 * terms.length);
  terms.forEach(([logarithm, factor], i) => {
    expect(hex(products.subarray(64 * i, 64 * i + 64)), `${factor} times ${logarithm}·G`).toBe(
      lem(logarithm * factor),
    );
  });
}

describe("multiples of many points", () => {
  it("are those of @noble/curves, for infinity, equal and opposite points, and hostile scalars", () => {
    expect(mod(lambda * lambda + lambda + 1n)).toBe(0n);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...LOGARITHMS), scalar), { maxLength: 40 }), compare),
      { numRuns: 60 },
    );
  });

  it.each([0, 1, 2, 1023, 1024, 1025, 2049])("for %d points, with chunks of the module between", (count) => {
    const factors = fc.sample(scalar, { numRuns: 60, seed: count });
    compare(
      Array.from({ length: count }, (_, i) => [
        LOGARITHMS[i % LOGARITHMS.length] ?? 0n,
        factors[i % factors.length] ?? 0n,
      ]),
    );
  });

  it("with every lane alike, and of infinity alone", () => {
    for (const [logarithm, factor] of [
      [1n, r - 1n],
      [1n, 0n],
      [0n, 5n],
      [3n, lambda],
    ] as const) {
      compare(Array.from({ length: 1024 }, () => [logarithm, factor] as const));
    }
  });

  it("leave the sums of the module as they were", () => {
    const points = join([1n, 2n, 3n].map((k) => multiple("G1", k).toLem()));
    const column = { scalars: Uint8Array.from({ length: 48 }, (_, i) => i), scalarBytes: 16 };
    const job = { curve: "bn254", group: "G1", points, columns: [column] } as const;
    const before = kernel.sums(job);
    compare([[5n, 7n]]);
    expect(kernel.sums(job)).toEqual(before);
  });

  it("are refused for what is no point, no scalar, or not as many of both", () => {
    const good = multiple("G1", 1n).toLem();
    const off = join([lemCoordinate(1n), lemCoordinate(3n)]);
    const high = join([lemCoordinate(1n), Buffer.from(q.toString(16), "hex").reverse()]);
    const first = Array.from({ length: 1030 }, () => good);
    for (const bad of [off, high]) {
      const factors = Array.from({ length: 1031 }, () => 2n);
      expect(() => kernel.multiplyEach(join([...first, bad]), factors)).toThrow(
        "point 1030 is not on the curve",
      );
    }
    for (const factor of [-1n, r, 1n << 256n]) {
      expect(() => kernel.multiplyEach(good, [factor])).toThrow(/no scalar below r/);
    }
    expect(() => kernel.multiplyEach(good, [])).toThrow(RangeError);
    expect(() => kernel.multiplyEach(good.subarray(1), [1n])).toThrow(RangeError);
    expect(hex(kernel.multiplyEach(infinity("G1").toLem(), [5n]))).toBe("00".repeat(64));
  });
});
