import type { Curve, Point } from "../curve.js";
import { drawPoint } from "./points.js";
import { WordStream } from "./words.js";

/**
 * The point of G2 that ceremonies derive from a 64-byte digest: one draw from the words seeded with the first
 * 32 bytes, the rest being ignored (formats.md A.6; snarkjs and phase2-bn254 alike).
 * @throws RangeError for a digest that has not 64 bytes
 */
export function hashToG2(curve: Curve, digest: Uint8Array): Point {
  if (digest.length !== 64) throw new RangeError(`a Blake2b-512 digest has 64 bytes, not ${digest.length}`);
  return drawPoint(curve, "G2", new WordStream(digest));
}
