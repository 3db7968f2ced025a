/** Products of Miller loops on BN254, without the final exponentiation (see assembly/pairing.ts). */
import { CHUNK } from "./chunks.js";
import type { TwistExports } from "./exports.js";
import { reserve } from "./reserve.js";

const G1_BYTES = 64;
const G2_BYTES = 128;
const TARGET_BYTES = 384;
/** By the module's number. */
const FAULTS = ["fine", "is not canonical", "is not on the curve", "is infinity", "is not of order r"];

/**
 * ∏ f(aᵢ, bᵢ) for n points of G1 and n of G2, members and none at infinity, as 12 coordinates in LEM: Fq12 =
 * Fq6[w]/(w² − v) over Fq6 = Fq2[v]/(v³ − 9 − u), as ffjavascript has it. The same up to factors that the final
 * exponentiation takes away.
 * @throws RangeError where a point is found to be no member; not all that are none are found
 */
export function millerProduct(wasm: TwistExports, g1: Uint8Array, g2: Uint8Array): Uint8Array {
  const n = g1.length / G1_BYTES;
  if (!Number.isInteger(n) || g2.length !== n * G2_BYTES) {
    throw new RangeError(`${g1.length} and ${g2.length} bytes are no pairs of points`);
  }
  const first = wasm.freeMemory();
  const second = first + CHUNK * G1_BYTES;
  const memory = reserve(wasm.memory, second + CHUNK * G2_BYTES);
  wasm.startMiller();
  for (let i = 0; i < n; i += CHUNK) {
    const count = Math.min(CHUNK, n - i);
    memory.set(g1.subarray(i * G1_BYTES, (i + count) * G1_BYTES), first);
    memory.set(g2.subarray(i * G2_BYTES, (i + count) * G2_BYTES), second);
    const fault = wasm.millerChunk(count, first, second);
    if (fault !== 0)
      throw new RangeError(`a point of pairs ${i} to ${i + count - 1} ${FAULTS[fault] ?? "is bad"}`);
  }
  wasm.millerResult(first);
  return memory.slice(first, first + TARGET_BYTES);
}
