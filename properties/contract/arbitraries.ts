/** Numbers that go for the edges. All of them shrink to the small and the plain. */
import fc from "fast-check";

/** A byte: the ends, the letters of JSON and base64, or any. */
export const byte: fc.Arbitrary<bigint> = fc.oneof(
  fc.integer({ min: 1, max: 255 }).map(BigInt),
  fc.constantFrom(1n, 34n, 44n, 46n, 58n, 92n, 127n, 128n, 255n),
);

/** `length` bytes. */
export const bytes = (length: number): fc.Arbitrary<bigint[]> =>
  fc.array(byte, { minLength: length, maxLength: length });

/**
 * An index into `size` places: 0, 1, size − 1, size, size + 1, powers of two around, negatives of the field, or any
 * below `size`, which is every second one.
 */
export function index(size: number, prime: bigint): fc.Arbitrary<bigint> {
  const top = BigInt(size);
  const power = 1n << BigInt(top.toString(2).length);
  const outside = [
    top,
    top + 1n,
    power - 1n,
    power,
    power + 1n,
    prime - 1n,
    prime - 2n,
    prime - top,
    prime - power,
  ];
  return fc.oneof(
    { weight: 4, arbitrary: fc.bigInt({ min: 0n, max: top - 1n }) },
    { weight: 2, arbitrary: fc.constantFrom(0n, 1n, top - 1n) },
    { weight: 2, arbitrary: fc.constantFrom(...new Set(outside)) },
  );
}

/** Which edge of `size` places an index is on, for a histogram. */
export function placeOfIndex(value: bigint, size: number, prime: bigint): string {
  const top = BigInt(size);
  if (value === 0n) return "first";
  if (value === top - 1n) return "last";
  if (value < top) return "inside";
  if (value === top) return "one past the end";
  return value > prime / 2n ? "negative" : "far past the end";
}

export const indexPlaces = ["first", "inside", "last", "one past the end", "far past the end", "negative"];
