/** Cofactor clearing for hash-to-G2 on BN254 (see assembly/cofactor.ts). */
import { eachChunk } from "./chunks.js";
import type { TwistExports } from "./exports.js";

const POINT_BYTES = 128;
const NOTHING = new Uint8Array(0);

/**
 * h·Q with h = 2q − r for n points of the twist in LEM, members of the subgroup or not; infinity stays.
 * @throws RangeError where a point is not canonical or not on the curve
 */
export function clearCofactors(wasm: TwistExports, points: Uint8Array): Uint8Array {
  return eachChunk(
    wasm,
    points,
    POINT_BYTES,
    () => NOTHING,
    (count, at) => wasm.clearCofactors(count, at, at),
  );
}
