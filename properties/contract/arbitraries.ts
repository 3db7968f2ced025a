/** Numbers that go for the edges. All of them shrink to the small and the plain, in few steps: a path is read by people. */
import fc from "fast-check";

/** `length` bytes from a key that shrinks to 0: that one counts from 1 on, so that every place is told by its byte. */
export const bytes = (length: number): fc.Arbitrary<bigint[]> =>
  fc.oneof(fc.constant(0), fc.nat()).map((key) => Array.from({ length }, (_, i) => BigInt(byteAt(key, i))));

/** Never zero, and 255 at times. */
function byteAt(key: number, place: number): number {
  if (key === 0) return (place % 255) + 1;
  // One round of a multiplicative hash (Knuth, TAOCP 3 §6.4) of key and place.
  const mixed = Math.imul(Math.imul(key, 0x9e3779b1) ^ (place + 1), 0x85ebca6b) >>> 0;
  return (mixed >>> 8) % 7 === 0 ? 255 : ((mixed >>> 16) % 255) + 1;
}

/**
 * An index into `size` places: 0, 1, size − 1, size, size + 1, powers of two around, negatives of the field, or any
 * below `size`, which is every second one.
 */
export function index(size: number, prime: bigint): fc.Arbitrary<bigint> {
  const top = BigInt(size);
  const power = 1n << BigInt(top.toString(2).length);
  const past = [top, top + 1n, power - 1n, power, power + 1n];
  const negative = [prime - 1n, prime - 2n, prime - top, prime - power];
  return fc.oneof(
    { weight: 4, arbitrary: fc.bigInt({ min: 0n, max: top - 1n }) },
    { weight: 2, arbitrary: fc.constantFrom(0n, 1n % top, top - 1n) },
    { weight: 2, arbitrary: fc.constantFrom(...new Set([...past, ...negative])) },
  );
}

/** A number of `bits` bits or just not: the ends, powers of two, one off, negatives of the field. */
export function nearBits(bits: number, prime: bigint): fc.Arbitrary<bigint> {
  const power = 1n << BigInt(bits);
  const inside = [0n, 1n, power - 1n, power - 2n, power >> 1n, (power >> 1n) - 1n];
  const outside = [
    power,
    power + 1n,
    2n * power - 1n,
    2n * power,
    prime - 1n,
    prime - power,
    prime - power + 1n,
    prime >> 1n,
  ];
  const below = (value: bigint): boolean => value >= 0n && value < prime;
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...new Set(inside.filter(below))) },
    { weight: 2, arbitrary: fc.bigInt({ min: 0n, max: power - 1n < prime ? power - 1n : prime - 1n }) },
    { weight: 2, arbitrary: fc.constantFrom(...new Set(outside.filter(below))) },
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
