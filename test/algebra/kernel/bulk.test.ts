import { bn254 } from "@noble/curves/bn254.js";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { loadBulk, type Bulk } from "../../../algebra/kernel/bulk.js";
import { integer, join, littleEndian, q, r } from "./points.js";

let bulk: Bulk;
beforeAll(async () => {
  bulk = await loadBulk();
});

function modularInverse(value: bigint, modulus: bigint): bigint {
  return power(value, modulus - 2n, modulus);
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (const bit of exponent.toString(2)) result = (result * result * (bit === "1" ? base : 1n)) % modulus;
  return result;
}

/** snarkjs's Fr.w[k]. */
const root = (k: number): bigint => power(5n, (r - 1n) >> BigInt(k), r);

const element = fc.oneof(
  fc.constantFrom(0n, 1n, 2n, r - 1n, r - 2n, r / 2n),
  fc.bigInt({ min: 0n, max: r - 1n }),
);
const vector = (values: readonly bigint[]): Uint8Array =>
  join(values.map((value) => littleEndian(value, 32)));
const values = (bytes: Uint8Array): bigint[] =>
  Array.from({ length: bytes.length / 32 }, (_, i) => integer(bytes.subarray(32 * i, 32 * i + 32)));

describe("vectors over the scalar field", () => {
  it("are transformed as the definition says, and back", () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 0, max: 6 })
          .chain((k) => fc.array(element, { minLength: 2 ** k, maxLength: 2 ** k })),
        (given) => {
          const [n, w] = [given.length, root(Math.log2(given.length))];
          const transformed = bulk.transform(vector(given), w);
          const expected = given.map((_, i) =>
            given.reduce((sum, value, j) => (sum + value * power(w, BigInt((i * j) % n), r)) % r, 0n),
          );
          expect(values(transformed)).toEqual(expected);
          const back = bulk.transform(transformed, modularInverse(w, r));
          expect(values(bulk.scaleByPowers(back, modularInverse(BigInt(n), r), 1n))).toEqual(given);
        },
      ),
      { numRuns: 25 },
    );
  });

  it("of 2^14 elements come back", () => {
    const n = 2 ** 14;
    const given = vector(Array.from({ length: n }, (_, i) => (BigInt(i) * 0x123456789abcdefn ** 4n) % r));
    const back = bulk.transform(bulk.transform(given, root(14)), modularInverse(root(14), r));
    expect(Buffer.compare(bulk.scaleByPowers(back, modularInverse(BigInt(n), r), 1n), given)).toBe(0);
  });

  it("are scaled by powers", () => {
    fc.assert(
      fc.property(fc.array(element, { maxLength: 20 }), element, element, (a, f, ratio) => {
        expect(values(bulk.scaleByPowers(vector(a), f, ratio))).toEqual(
          a.map((value, i) => (((f * power(ratio, BigInt(i), r)) % r) * value) % r),
        );
      }),
      { numRuns: 50 },
    );
  });

  it("of other lengths are refused", () => {
    expect(() => bulk.transform(new Uint8Array(96), root(1))).toThrow(RangeError);
    expect(() => bulk.transform(new Uint8Array(0), 1n)).toThrow(RangeError);
    expect(() => bulk.scaleByPowers(new Uint8Array(33), 1n, 1n)).toThrow(RangeError);
  });
});

describe("square roots in Fq2", () => {
  const { Fp2 } = bn254.fields;
  const coordinate = fc.oneof(fc.constantFrom(0n, 1n, q - 1n), fc.bigInt({ min: 0n, max: q - 1n }));

  it("are there for squares and for nothing else", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(coordinate, coordinate, fc.boolean()), { maxLength: 12 }), (given) => {
        const elements = given.map(([c0, c1, squared]) => {
          const start = Fp2.fromBigTuple([c0, c1]);
          return squared ? Fp2.sqr(start) : start;
        });
        const roots = bulk.squareRoots(
          join(elements.flatMap(({ c0, c1 }) => [littleEndian(c0, 32), littleEndian(c1, 32)])),
        );
        elements.forEach((value, i) => {
          const found = roots[i];
          // a^((q²−1)/2) is 1 for squares, −1 for others.
          const isSquare = !Fp2.eql(Fp2.pow(value, (q * q - 1n) / 2n), Fp2.neg(Fp2.ONE));
          expect(Boolean(found)).toBe(isSquare);
          if (!found) return;
          const [x0 = 0n, x1 = 0n] = values(found);
          expect(x0 < q && x1 < q).toBe(true);
          expect(Fp2.eql(Fp2.sqr(Fp2.fromBigTuple([x0, x1])), value)).toBe(true);
        });
      }),
      { numRuns: 60 },
    );
  });
});
