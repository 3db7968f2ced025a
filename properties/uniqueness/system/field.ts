/** Arithmetic modulo a prime on canonical and centred representatives. */
import { mod } from "../../../algebra/integers.js";

/** The representative of `value` in (−p/2, p/2). */
export function centred(value: bigint, prime: bigint): bigint {
  const rest = mod(value, prime);
  return rest > prime >> 1n ? rest - prime : rest;
}

/**
 * value⁻¹ modulo a prime, by Euclid's algorithm (a few times faster than Fermat's theorem at 254 bits).
 * @throws RangeError for zero
 */
export function inverse(value: bigint, prime: bigint): bigint {
  let [a, b] = [mod(value, prime), prime];
  let [x, y] = [1n, 0n];
  if (a === 0n) throw new RangeError("zero has no inverse");
  while (a !== 1n) {
    const quotient = b / a;
    [a, b] = [b - quotient * a, a];
    [x, y] = [y - quotient * x, x];
  }
  return mod(x, prime);
}

export const abs = (value: bigint): bigint => (value < 0n ? -value : value);

/** ⌊a / b⌋ for b ≠ 0; BigInt's own division rounds towards zero. */
export function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return quotient * b !== a && a < 0n !== b < 0n ? quotient - 1n : quotient;
}

/** ⌈a / b⌉ for b ≠ 0. */
export const ceilDivide = (a: bigint, b: bigint): bigint => -floorDivide(-a, b);

/** The greatest common divisor, at least 0. */
export function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [abs(a), abs(b)];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
