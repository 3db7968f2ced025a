/** Exact sums of multiples of points of BN254's G1 (see assembly/slots.ts). */
import type { Point } from "../points.js";
import type { CurveExports } from "./exports.js";
import { reserve } from "./reserve.js";

const POINT_BYTES = 64;
/** u32 slot ‖ 32-byte coefficient. */
const TERM_BYTES = 36;
/** Terms, and sums, that cross into the module's memory at once, after a point. */
const AT_ONCE = 1024;

export interface Slots {
  /**
   * Adds terms as `Accumulators.add` does. False where the point is not canonical or not on the curve: then nothing is
   * added, and no term is looked at.
   */
  add(point: Point, bytes: Uint8Array, offset: number, count: number): boolean;
  /** The sums of slots [from, from + count) in LEM. */
  read(from: number, count: number): Uint8Array;
}

/** The module's number for a slot that is not there; its other fault is a coefficient. */
const NO_SUCH_SLOT = 1;

/**
 * Slots that are infinity to begin with, in the memory of an instance of their own.
 * @param first terms of slots below this one are left out
 */
export function openSlots(wasm: CurveExports, first: number, end: number): Slots {
  const at = wasm.openSlots(first, end - first);
  const termsAt = at + POINT_BYTES;
  const memory = reserve(wasm.memory, termsAt + AT_ONCE * Math.max(TERM_BYTES, POINT_BYTES));
  wasm.emptySlots();
  return {
    add(point, bytes, offset, count) {
      memory.set(point, at);
      if (wasm.takePoint(at) !== 0) return false;
      for (let from = 0; from < count; from += AT_ONCE) {
        const some = Math.min(AT_ONCE, count - from);
        const start = offset + from * TERM_BYTES;
        memory.set(bytes.subarray(start, start + some * TERM_BYTES), termsAt);
        const taken = wasm.takeTerms(termsAt, some);
        if (taken < some) throw termFault(from + taken, bytes, offset, wasm.termFault());
      }
      return true;
    },
    read(from, count) {
      const out = new Uint8Array(count * POINT_BYTES);
      for (let k = 0; k < count; k += AT_ONCE) {
        const some = Math.min(AT_ONCE, count - k);
        wasm.readSlots(from + k, some, termsAt);
        out.set(memory.subarray(termsAt, termsAt + some * POINT_BYTES), k * POINT_BYTES);
      }
      return out;
    },
  };
}

function termFault(k: number, bytes: Uint8Array, offset: number, fault: number): RangeError {
  if (fault !== NO_SUCH_SLOT) return new RangeError(`term ${k}: coefficient not below r`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return new RangeError(`term ${k}: there is no slot ${view.getUint32(offset + k * TERM_BYTES, true)}`);
}
