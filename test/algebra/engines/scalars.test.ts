import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { fromLittleEndian, toLittleEndian } from "../../../algebra/integers.js";
import { openCurve } from "../../../algebra/open.js";
import { engineCases, hex, join, openReference, scalarBytes, scalarsBelow } from "./engines.js";

describe.each(await engineCases())(
  "scalars of $name are the same: reference, $label",
  async ({ name, options }) => {
    const reference = (await openReference(name)).scalars;
    const curve = await openCurve(name, options);
    afterAll(() => curve.close());
    const fast = curve.scalars;
    const { r, n8r, twoAdicity } = curve.parameters;
    const scalar = scalarsBelow(r);
    const vector = (length: number): fc.Arbitrary<Uint8Array> =>
      fc.array(scalar, { minLength: length, maxLength: length }).map((values) => scalarBytes(values, n8r));

    it("roots of unity of every order", () => {
      for (let k = 0; k <= twoAdicity; k++) expect(fast.root(k)).toBe(reference.root(k));
      expect(fast.root(1)).toBe(r - 1n);
      for (const k of [-1, twoAdicity + 1, 0.5]) expect(() => fast.root(k)).toThrow(RangeError);
    });

    it("transforms and their inverses", () => {
      const vectors = fc.integer({ min: 0, max: 6 }).chain((bits) => vector(2 ** bits));
      fc.assert(
        fc.property(vectors, (values) => {
          expect(hex(fast.fft(values))).toBe(hex(reference.fft(values)));
          expect(hex(fast.inverseFft(values))).toBe(hex(reference.inverseFft(values)));
          expect(hex(fast.inverseFft(fast.fft(values)))).toBe(hex(values));
        }),
        { numRuns: 30 },
      );
    });

    it("sums of the inverse transforms of levels", () => {
      const levels = fc
        .integer({ min: 0, max: 5 })
        .chain((top) => fc.tuple(...Array.from({ length: top + 1 }, (_, k) => vector(2 ** k))));
      fc.assert(
        fc.property(levels, (given) => {
          const part = (k: number, from: number, into: Uint8Array): void =>
            into.set((given[k] ?? new Uint8Array()).subarray(from * n8r, from * n8r + into.length));
          const top = given.length - 1;
          const sum = new Uint8Array(2 ** top * n8r);
          for (const values of given) reference.addScaled(sum, reference.inverseFft(values), 1n);
          expect(hex(fast.inverseLevels(top, part))).toBe(hex(sum));
          expect(hex(reference.inverseLevels(top, part))).toBe(hex(sum));
        }),
        { numRuns: 15 },
      );
      for (const field of [fast, reference]) {
        expect(() => field.inverseLevels(twoAdicity + 1, () => undefined)).toThrow(RangeError);
      }
    });

    it("refuse to transform what is no power of two", () => {
      for (const length of [0, 3, 6]) {
        for (const field of [fast, reference])
          expect(() => field.fft(new Uint8Array(length * n8r))).toThrow(RangeError);
      }
      expect(() => fast.fft(new Uint8Array(n8r + 1))).toThrow(RangeError);
    });

    it("linear operations, leaving their arguments and what lies beyond the values", () => {
      const vectors = fc.nat(10).chain((length) => fc.tuple(vector(length + 2), vector(length)));
      fc.assert(
        fc.property(vectors, scalar, scalar, ([longer, values], first, ratio) => {
          const before = hex(values);
          const [ours, theirs] = [longer.slice(), longer.slice()];
          fast.addScaled(ours, values, first);
          reference.addScaled(theirs, values, first);
          expect(hex(ours)).toBe(hex(theirs));
          expect(hex(ours.subarray(values.length))).toBe(hex(longer.subarray(values.length)));
          expect(hex(fast.scaleByPowers(values, first, ratio))).toBe(
            hex(reference.scaleByPowers(values, first, ratio)),
          );
          expect(hex(values)).toBe(before);
        }),
        { numRuns: 60 },
      );
    });

    it("powers that run over the batches of the fast engine", () => {
      const ones = scalarBytes(
        Array.from({ length: 40_000 }, () => 1n),
        n8r,
      );
      const [first, ratio] = [5n, r - 3n];
      expect(hex(fast.scaleByPowers(ones, first, ratio))).toBe(
        hex(reference.scaleByPowers(ones, first, ratio)),
      );
    });

    const WEIGHTS = 9;
    const weights = fc.array(scalarsBelow(1n << 128n), { minLength: WEIGHTS, maxLength: WEIGHTS });
    const coefficients = fc.oneof(fc.constantFrom(1n, r - 1n, 0n, 2n, r - 2n), scalar);
    const rows = fc.array(fc.tuple(fc.nat(WEIGHTS - 1), coefficients), { maxLength: 12 });
    const serialise = (row: readonly (readonly [number, bigint])[]): Uint8Array =>
      join(row.flatMap(([wire, value]) => [toLittleEndian(BigInt(wire), 4), toLittleEndian(value, n8r)]));

    it("sparse rows, in order and at any offset", () => {
      fc.assert(
        fc.property(weights, fc.array(rows, { minLength: 1, maxLength: 3 }), (drawn, matrix) => {
          const bytes = Buffer.from(scalarBytes(drawn, 16)); // from the pool that Buffers share
          const [ours, theirs] = [fast.sparse(bytes), reference.sparse(bytes)];
          for (const row of matrix) {
            const terms = join([new Uint8Array(3), serialise(row)]);
            const [a, b] = [new Uint8Array(n8r + 5), new Uint8Array(n8r + 5)];
            ours.row(terms, 3, row.length, a, 2);
            theirs.row(terms, 3, row.length, b, 2);
            expect(hex(a)).toBe(hex(b));
            const sum = row.reduce((total, [wire, value]) => total + value * (drawn[wire] as bigint), 0n) % r;
            expect(fromLittleEndian(a.subarray(2, 2 + n8r))).toBe(sum);
          }
        }),
        { numRuns: 60 },
      );
    });

    it.each<[string, readonly (readonly [number, bigint])[], RegExp]>([
      [
        "a wire without a weight",
        [
          [0, 1n],
          [WEIGHTS, 1n],
        ],
        /term 1: wire 9/,
      ],
      ["the greatest wire", [[2 ** 32 - 1, 5n]], /term 0: wire 4294967295/],
      ["a coefficient of r", [[0, r]], /term 0: coefficient/],
      [
        "a coefficient of 2^256 − 1",
        [
          [1, 3n],
          [0, (1n << 256n) - 1n],
        ],
        /term 1: coefficient/,
      ],
    ])("a sparse row with %s is refused, and the next row is not disturbed", (_, row, reason) => {
      for (const field of [fast, reference]) {
        const product = field.sparse(
          scalarBytes(
            Array.from({ length: WEIGHTS }, () => 7n),
            16,
          ),
        );
        const out = new Uint8Array(n8r);
        expect(() => product.row(serialise(row), 0, row.length, out, 0)).toThrow(reason);
        product.row(serialise([[3, 2n]]), 0, 1, out, 0);
        expect(fromLittleEndian(out)).toBe(14n);
      }
    });

    it("a row that runs past its bytes is refused", () => {
      for (const field of [fast, reference]) {
        const product = field.sparse(new Uint8Array(16));
        const terms = serialise([[0, 1n]]);
        expect(() => product.row(terms.subarray(0, -1), 0, 1, new Uint8Array(n8r), 0)).toThrow(RangeError);
        expect(() => product.row(terms, 0, 2, new Uint8Array(n8r), 0)).toThrow(RangeError);
      }
    });
  },
);
