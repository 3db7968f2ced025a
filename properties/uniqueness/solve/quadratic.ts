/** Roots of polynomials of degree at most two over a prime field. */
import { mod, powMod } from "../../../algebra/integers.js";
import { inverse } from "../system/field.js";

/** A square root modulo an odd prime by Tonelli and Shanks, or null where there is none. */
function squareRootMod(value: bigint, prime: bigint): bigint | null {
  const square = mod(value, prime);
  if (square === 0n) return 0n;
  const isSquare = (x: bigint): boolean => powMod(x, (prime - 1n) / 2n, prime) === 1n;
  if (!isSquare(square)) return null;
  let odd = prime - 1n;
  let twos = 0;
  while ((odd & 1n) === 0n) {
    odd >>= 1n;
    twos++;
  }
  let nonSquare = 2n;
  while (isSquare(nonSquare)) nonSquare++;
  let generator = powMod(nonSquare, odd, prime);
  let root = powMod(square, (odd + 1n) / 2n, prime);
  let rest = powMod(square, odd, prime);
  let order = twos;
  while (rest !== 1n) {
    let steps = 0;
    for (let power = rest; power !== 1n; power = (power * power) % prime) steps++;
    let factor = generator;
    for (let i = 0; i < order - steps - 1; i++) factor = (factor * factor) % prime;
    root = (root * factor) % prime;
    generator = (factor * factor) % prime;
    rest = (rest * generator) % prime;
    order = steps;
  }
  return root;
}

/** The x in [0, p) with a·x² + b·x + c = 0; null where every x is a root. */
export function roots(a: bigint, b: bigint, c: bigint, prime: bigint): bigint[] | null {
  const [A, B, C] = [mod(a, prime), mod(b, prime), mod(c, prime)];
  if (A === 0n) {
    if (B === 0n) return C === 0n ? null : [];
    return [mod(-C * inverse(B, prime), prime)];
  }
  const half = inverse(2n * A, prime);
  const root = squareRootMod(B * B - 4n * A * C, prime);
  if (root === null) return [];
  const [first, second] = [mod((root - B) * half, prime), mod((-root - B) * half, prime)];
  return first === second ? [first] : [first, second];
}
