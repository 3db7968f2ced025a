/** Differences of points of BN254's G1 (see assembly/differences.ts). */
import { eachChunk } from "./chunks.js";
import type { CurveExports } from "./exports.js";

const POINT_BYTES = 64;

/**
 * aᵢ − bᵢ for n points each in LEM.
 * @throws RangeError where a point is not canonical or not on the curve, or there are not as many of both
 */
export function subtractEach(wasm: CurveExports, a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length !== b.length) throw new RangeError(`${a.length} bytes of points less ${b.length}`);
  return eachChunk(
    wasm,
    a,
    POINT_BYTES,
    (from, count) => b.subarray(from * POINT_BYTES, (from + count) * POINT_BYTES),
    (count, at, subtrahends) => wasm.subtractEach(count, at, subtrahends, at),
  );
}
