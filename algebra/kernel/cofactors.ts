/** Cofactor clearing for hash-to-G2 on BN254 (see assembly/cofactor.ts). */
import type { TwistExports } from "./exports.js";
import { reserve } from "./reserve.js";

/** Points that are multiplied together: the module's BATCH. */
const CHUNK = 1024;
const POINT_BYTES = 128;

/**
 * h·Q with h = 2q − r for n points of the twist in LEM, members of the subgroup or not; infinity stays.
 * @throws RangeError where a point is not canonical or not on the curve
 */
export function clearCofactors(wasm: TwistExports, points: Uint8Array): Uint8Array {
  const n = points.length / POINT_BYTES;
  if (!Number.isInteger(n)) throw new RangeError(`${points.length} bytes are no vector of G2 points`);
  const at = wasm.freeMemory();
  const memory = reserve(wasm.memory, at + CHUNK * POINT_BYTES);
  const out = new Uint8Array(points.length);
  for (let i = 0; i < n; i += CHUNK) {
    const chunk = points.subarray(i * POINT_BYTES, (i + CHUNK) * POINT_BYTES);
    memory.set(chunk, at);
    if (wasm.clearCofactors(chunk.length / POINT_BYTES, at, at) !== 0) {
      throw new RangeError(`point ${i + wasm.firstFaultIndex()} is not on the curve`);
    }
    out.set(memory.subarray(at, at + chunk.length), i * POINT_BYTES);
  }
  return out;
}
