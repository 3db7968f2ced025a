import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { hornerOn } from "../../../algebra/engines/fast/horner.js";
import { programOf } from "../../../algebra/engines/fast/program.js";
import { loadKernelOrReason, type Kernel } from "../../../algebra/kernel/index.js";
import { hex, join, lemCoordinate, littleEndian, multiple, q, r, scalars } from "./points.js";

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

/** Terms as slots take them. */
function serialise(terms: readonly (readonly [number, bigint])[]): Uint8Array {
  return join(terms.flatMap(([slot, value]) => [littleEndian(BigInt(slot), 4), littleEndian(value, 32)]));
}

/** A point by its logarithm, with its terms {slot, coefficient}. */
type Row = readonly [bigint, readonly (readonly [number, bigint])[]];

/** Adds up rows in slots [first, end), and compares all of them with their logarithms. */
function compare(drawn: readonly Row[], end: number, first = 0): void {
  const slots = kernel.slots(first, end);
  const totals = Array.from({ length: end }, () => 0n);
  for (const [logarithm, terms] of drawn) {
    expect(slots.add(Buffer.from(lem(logarithm), "hex"), serialise(terms), 0, terms.length)).toBe(true);
    for (const [slot, value] of terms) totals[slot] = mod((totals[slot] ?? 0n) + logarithm * value);
  }
  const sums = slots.read(first, end - first);
  expect(sums).toHaveLength(64 * (end - first));
  for (let slot = first; slot < end; slot++) {
    const at = 64 * (slot - first);
    expect(hex(sums.subarray(at, at + 64)), `slot ${slot}`).toBe(lem(totals[slot] ?? 0n));
  }
}

/** `count` rows of `width` terms, over `end` slots in turn, with factors that repeat. */
function rows(count: number, width: number, end: number, factors: readonly bigint[]): Row[] {
  return Array.from({ length: count }, (_, i) => [
    LOGARITHMS[i % LOGARITHMS.length] ?? 0n,
    Array.from({ length: width }, (_row, k) => [
      (i * width + k) % end,
      factors[(i * width + k) % factors.length] ?? 0n,
    ]),
  ]);
}

describe("sums of multiples in slots", () => {
  it("are those of @noble/curves, for infinity, equal and opposite points, and hostile scalars", () => {
    expect(mod(lambda * lambda + lambda + 1n)).toBe(0n);
    const terms = fc.array(fc.tuple(fc.nat(3), scalar), { maxLength: 6 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...LOGARITHMS), terms), { maxLength: 12 }),
        fc.nat(3),
        (drawn, first) => compare(drawn, 4, first),
      ),
      { numRuns: 40 },
    );
  });

  // A block ends with 8,192 terms, 4,096 products, 4,096 points, 1,024 slots with products, or 8,192 doublings.
  it.each([
    ["terms", rows(3, 5000, 7, [1n, r - 1n])],
    ["products", rows(9, 1000, 5, [3n, r / 3n, r - 3n])],
    ["points", rows(4200, 1, 3, [1n, r / 5n])],
    ["slots with products", rows(5, 1500, 1100, [r / 7n, r - 7n, 5n])],
    ["points with products", rows(1100, 2, 9, [5n])],
    ["doublings", rows(90, 2, 11, [1n << 253n, 1n << 97n, r - (1n << 200n)])],
  ])("go on from block to block, of too many %s", (_, drawn) => {
    compare(drawn, 1 + Math.max(...drawn.flatMap(([, terms]) => terms.map(([slot]) => slot))));
  });

  it("are read in between, and go on from there", () => {
    const slots = kernel.slots(0, 2);
    const g = Buffer.from(lem(1n), "hex");
    for (let k = 1n; k < 6n; k++) {
      slots.add(g, serialise([[1, r / 3n]]), 0, 1);
      slots.add(g, serialise([[1, 1n]]), 0, 1);
      expect(hex(slots.read(1, 1))).toBe(lem(k * (r / 3n + 1n)));
      expect(hex(slots.read(1, 1))).toBe(lem(k * (r / 3n + 1n)));
      expect(hex(slots.read(0, 1))).toBe(lem(0n));
    }
  });

  it("are of all powers of two and their negatives", () => {
    const ends = Array.from({ length: 253 }, (_, k): [number, bigint][] => [
      [k % 7, 1n << BigInt(k)],
      [7 + (k % 5), r - (1n << BigInt(k))],
    ]);
    compare([[5n, ends.flat()]], 12);
  });

  it("are apart from the sums of the module, and from each other", () => {
    const points = join([1n, 2n, 3n].map((k) => multiple("G1", k).toLem()));
    const column = { scalars: Uint8Array.from({ length: 48 }, (_, i) => i), scalarBytes: 16 };
    const job = { curve: "bn254", group: "G1", points, columns: [column] } as const;
    const before = kernel.sums(job);
    const slots = kernel.slots(0, 1);
    slots.add(Buffer.from(lem(2n), "hex"), serialise([[0, 9n]]), 0, 1);
    compare([[5n, [[0, 7n]]]], 1);
    expect(kernel.sums(job)).toEqual(before);
    expect(hex(slots.read(0, 1))).toBe(lem(18n));
  });

  it("refuse what is no point, without harm to others, and what is no scalar or no slot", () => {
    const good = Buffer.from(lem(1n), "hex");
    const off = join([lemCoordinate(1n), lemCoordinate(3n)]);
    const high = join([lemCoordinate(1n), Buffer.from(q.toString(16), "hex").reverse()]);
    const slots = kernel.slots(0, 2);
    const term = serialise([[1, r / 9n]]);
    expect(slots.add(good, term, 0, 1)).toBe(true);
    for (const bad of [off, high]) expect(slots.add(bad, term, 0, 1)).toBe(false);
    expect(slots.add(good, term, 0, 1)).toBe(true);
    expect(hex(slots.read(1, 1))).toBe(lem(2n * (r / 9n)));
    const first: [number, bigint][] = Array.from({ length: 1030 }, () => [0, 2n]);
    for (const value of [r, (1n << 256n) - 1n]) {
      const terms = serialise([...first, [1, value]]);
      expect(() => slots.add(good, terms, 0, 1031)).toThrow("term 1030: coefficient not below r");
    }
    const terms = serialise([...first, [2, 1n]]);
    expect(() => slots.add(good, terms, 0, 1031)).toThrow("term 1030: there is no slot 2");
  });
});
