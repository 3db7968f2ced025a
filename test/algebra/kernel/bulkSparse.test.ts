import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { loadBulk, type Bulk } from "../../../algebra/kernel/bulk.js";
import { integer, join, littleEndian, r } from "./points.js";

let bulk: Bulk;
beforeAll(async () => {
  bulk = await loadBulk();
});

const WIRES = 7;
const ROWS = 5;

const coefficient = fc.oneof(
  fc.constantFrom(0n, 1n, 2n, r - 1n, r - 2n, 1n << 128n),
  fc.bigInt({ min: 0n, max: r - 1n }),
);
const weight = fc.oneof(
  fc.constantFrom(0n, 1n, (1n << 128n) - 1n),
  fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }),
);
const term = fc.tuple(fc.nat({ max: WIRES - 1 }), coefficient);
const combination = fc.array(term, { maxLength: WIRES });

const weightVector = (values: readonly bigint[]): Uint8Array =>
  join(values.map((value) => littleEndian(value, 16)));

const elements = (bytes: Uint8Array): bigint[] =>
  Array.from({ length: bytes.length / 32 }, (_, j) => integer(bytes.subarray(32 * j, 32 * j + 32)));

/** Feeds bytes in slices that end at the cuts. */
function feedInSlices(
  reader: { feed(bytes: Uint8Array): void },
  bytes: Uint8Array,
  cuts: readonly number[],
): void {
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].toSorted((a, b) => a - b);
  let from = 0;
  for (const end of ends) {
    reader.feed(bytes.subarray(from, end));
    from = end;
  }
}

type Terms = readonly (readonly [number, bigint])[];

function constraintBytes(combinations: readonly Terms[]): Uint8Array {
  return join(
    combinations.flatMap((terms) => [
      littleEndian(BigInt(terms.length), 4),
      ...terms.flatMap(([wire, value]) => [littleEndian(BigInt(wire), 4), littleEndian(value, 32)]),
    ]),
  );
}

const record = fc.tuple(
  fc.nat({ max: 1 }),
  fc.nat({ max: ROWS - 1 }),
  fc.nat({ max: WIRES - 1 }),
  coefficient,
);

function recordBytes(records: readonly (readonly [number, number, number, bigint])[]): Uint8Array {
  return join(
    records.flatMap(([matrix, row, signal, value]) => [
      ...[matrix, row, signal].map((word) => littleEndian(BigInt(word), 4)),
      littleEndian(value, 32),
    ]),
  );
}

const cuts = fc.array(fc.nat(), { maxLength: 8 });

describe("constraints of an r1cs", () => {
  it("give the rows of zᵀA, zᵀB, zᵀC, however the bytes are cut", () => {
    fc.assert(
      fc.property(
        fc.array(weight, { minLength: WIRES, maxLength: WIRES }),
        fc.array(fc.tuple(combination, combination, combination), { maxLength: 6 }),
        cuts,
        (z, constraints, at) => {
          const reader = bulk.constraints(weightVector(z), constraints.length);
          feedInSlices(reader, constraintBytes(constraints.flat()), at);
          const { a, b, c } = reader.finish();
          const rows = constraints.map((three) =>
            three.map((terms) =>
              terms.reduce((sum, [wire, value]) => (sum + value * (z[wire] ?? 0n)) % r, 0n),
            ),
          );
          [a, b, c].forEach((bytes, k) => {
            expect(elements(bytes)).toEqual(rows.map((row) => row[k]));
          });
        },
      ),
      { numRuns: 100 },
    );
  });

  it("are read past the module's own slices", () => {
    const terms: Terms = Array.from({ length: 70_000 }, (_, i) => [i, BigInt(i) ** 15n % r] as const);
    const z = Array.from({ length: 70_000 }, (_, i) => BigInt(i) ** 7n);
    const reader = bulk.constraints(weightVector(z), 1);
    reader.feed(constraintBytes([terms, [], terms.slice(0, 3)]));
    const { a, b } = reader.finish();
    expect(integer(a)).toBe(terms.reduce((sum, [wire, value]) => (sum + value * (z[wire] ?? 0n)) % r, 0n));
    expect(integer(b)).toBe(0n);
  });

  const z = weightVector([1n, 2n, 3n]);
  const good: Terms = [[2, 5n]];
  it.each([
    [
      "a wire that is not there",
      [
        good,
        [
          [0, 1n],
          [3, 1n],
        ],
      ],
      "constraint 0, B: no such wire",
    ],
    ["a wire of 2^32 − 1", [good, good, good, [[0xffffffff, 1n]]], "constraint 1, A: no such wire"],
    ["a coefficient of r", [good, good, [[1, r]]], "constraint 0, C: coefficient not below r"],
    ["a coefficient of all ones", [[[1, (1n << 256n) - 1n]]], "constraint 0, A: coefficient not below r"],
  ] satisfies [string, Terms[], string][])("are refused with %s", (_, combinations, message) => {
    const reader = bulk.constraints(z, 2);
    expect(() => reader.feed(constraintBytes(combinations))).toThrow(message);
  });

  it("are refused when they end early or late", () => {
    const bytes = constraintBytes([good, good, good]);
    const early = bulk.constraints(z, 1);
    early.feed(bytes.subarray(0, -1));
    expect(() => early.finish()).toThrow("constraint 0, C: cut short");
    const late = bulk.constraints(z, 1);
    late.feed(join([bytes, new Uint8Array(1)]));
    expect(() => late.finish()).toThrow("1 bytes after the last constraint");
    const endless = bulk.constraints(z, 1);
    expect(() => endless.feed(join([bytes, new Uint8Array(3 << 20)]))).toThrow(RangeError);
    const claims = bulk.constraints(z, 1);
    claims.feed(littleEndian(3n, 4));
    expect(() => claims.finish()).toThrow("constraint 0, A: cut short");
    const manifold = bulk.constraints(z, 1);
    expect(() => manifold.feed(littleEndian(4n, 4))).toThrow("constraint 0, A: more terms than wires");
  });
});

describe("coefficients of a zkey", () => {
  it("give Σ value·z for the rows of both matrices, in any order, however the bytes are cut", () => {
    fc.assert(
      fc.property(
        fc.array(weight, { minLength: WIRES, maxLength: WIRES }),
        fc.array(record, { maxLength: 20 }),
        cuts,
        (z, records, at) => {
          const reader = bulk.coefficients(weightVector(z), ROWS);
          feedInSlices(reader, recordBytes(records), at);
          const expected = [0, 1].map((matrix) =>
            Array.from({ length: ROWS }, (_, j) =>
              records
                .filter(([m, row]) => m === matrix && row === j)
                .reduce((sum, [, , signal, value]) => (sum + value * (z[signal] ?? 0n)) % r, 0n),
            ),
          );
          const { a, b } = reader.finish();
          expect([elements(a), elements(b)]).toEqual(expected);
        },
      ),
      { numRuns: 100 },
    );
  });

  const z = weightVector([1n, 2n]);
  it.each([
    ["matrix", [2, 0, 0, 1n], "record 1: no such matrix"],
    ["row", [0, 1, 0, 1n], "record 1: no such row"],
    ["signal", [0, 0, 2, 1n], "record 1: no such wire"],
    ["value", [0, 0, 0, r], "record 1: coefficient not below r"],
  ] satisfies [string, [number, number, number, bigint], string][])(
    "are refused with a wrong %s",
    (_, one, message) => {
      const reader = bulk.coefficients(z, 1);
      expect(() => reader.feed(recordBytes([[0, 0, 0, 1n], one]))).toThrow(message);
    },
  );

  it("are refused in mid-record, and none are zero", () => {
    const reader = bulk.coefficients(z, 1);
    reader.feed(recordBytes([[1, 0, 1, 1n]]).subarray(0, 43));
    expect(() => reader.finish()).toThrow("record 0: cut short");
    expect(bulk.coefficients(z, 1).finish()).toEqual({ a: new Uint8Array(32), b: new Uint8Array(32) });
  });
});
