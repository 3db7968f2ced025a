/**
 * Draws of field elements.
 *
 * The Montgomery quirk: the integer v that is drawn (least significant u64 first, masked to the modulus' bits,
 * drawn again while not below it) is taken for the Montgomery representation, as ff's derived `Rand` does.
 * The element drawn is therefore v·R⁻¹ with R = 2^(8·bytes), not v.
 */
import type { CurveParameters } from "../curve.js";
import { montgomeryOf } from "../engines/montgomery.js";
import type { WordStream } from "./words.js";

/** The Montgomery representation v = value·R of a drawn element. */
function drawResidue(words: WordStream, modulus: bigint): bigint {
  const bits = BigInt(modulus.toString(2).length);
  const limbs = (bits + 63n) / 64n;
  const mask = (1n << bits) - 1n;
  for (;;) {
    let drawn = 0n;
    for (let i = 0n; i < limbs; i++) drawn |= words.u64() << (64n * i);
    drawn &= mask;
    if (drawn < modulus) return drawn;
  }
}

/** A drawn coordinate of Fq, v·R⁻¹ mod q. */
export function drawCoordinate(parameters: CurveParameters, words: WordStream): bigint {
  const { q, n8q } = parameters;
  return montgomeryOf(q, n8q).fromResidue(drawResidue(words, q));
}

/** A drawn scalar, v·R⁻¹ mod r. */
export function drawScalar(parameters: CurveParameters, words: WordStream): bigint {
  const { r, n8r } = parameters;
  return montgomeryOf(r, n8r).fromResidue(drawResidue(words, r));
}
