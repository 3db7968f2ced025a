/**
 * Multiples of many points of BN254's G1, each exact (see assembly/multiples.ts), by the endomorphism φ(x, y) = (βx, y)
 * = λ·(x, y), where λ² + λ + 1 = 0 modulo r.
 *
 * For the parameter u of the family, λ = (6u² + 2u)/(2u + 1) modulo r, so that a + b·λ = 0 for both rows of
 *
 *     (2u + 1, 6u² + 4u + 1)    (6u² + 2u, −(2u + 1))    of determinant −r.
 *
 * A scalar s below r is c₁ = s·(2u + 1)/r of the first and c₂ = s·(6u² + 4u + 1)/r of the second in rational numbers.
 * What is left of (s, 0) when both are rounded down is 0 ≤ a < 6u² + 4u + 1 and −(2u + 1) < b < 6u² + 4u + 1, which
 * are below 2^127, with s = a + b·λ modulo r. Of a scalar below 2^126, nothing is taken: a = s.
 */
import { parametersOf } from "../parameters.js";
import { eachChunk } from "./chunks.js";
import type { CurveExports } from "./exports.js";

const { r } = parametersOf("bn254");
const u = 4965661367192848881n;
/** 2u + 1, 6u² + 2u and 6u² + 4u + 1. */
const [SHORT, MIDDLE, LONG] = [2n * u + 1n, 6n * u * u + 2n * u, 6n * u * u + 4n * u + 1n];

const POINT_BYTES = 64;
const WORD = 64n;
const NEGATIVE = 1n << 63n;

/**
 * sᵢ·Pᵢ for n points in LEM and n scalars; infinity stays.
 * @throws RangeError where a scalar is negative or not below r, or a point is not canonical or not on the curve
 */
export function multiplyEach(wasm: CurveExports, points: Uint8Array, scalars: readonly bigint[]): Uint8Array {
  if (points.length !== scalars.length * POINT_BYTES) {
    throw new RangeError(`${points.length} bytes are not ${scalars.length} points`);
  }
  return eachChunk(
    wasm,
    points,
    POINT_BYTES,
    (from, count) => halves(scalars.slice(from, from + count)),
    (count, at, halvesAt) => wasm.multiplyEach(count, at, halvesAt, at),
  );
}

/** a and b of each scalar: 127 bits of the absolute value, and one for the sign. */
function halves(scalars: readonly bigint[]): Uint8Array {
  const words = new BigUint64Array(4 * scalars.length);
  for (const [i, scalar] of scalars.entries()) {
    if (scalar < 0n || scalar >= r) throw new RangeError(`${scalar} is no scalar below r`);
    const [c1, c2] = [(scalar * SHORT) / r, (scalar * LONG) / r];
    put(words, 4 * i, scalar - c1 * SHORT - c2 * MIDDLE);
    put(words, 4 * i + 2, c2 * SHORT - c1 * LONG);
  }
  return new Uint8Array(words.buffer);
}

function put(words: BigUint64Array, at: number, half: bigint): void {
  const magnitude = half < 0n ? -half : half;
  words[at] = BigInt.asUintN(64, magnitude);
  words[at + 1] = (magnitude >> WORD) | (half < 0n ? NEGATIVE : 0n);
}
