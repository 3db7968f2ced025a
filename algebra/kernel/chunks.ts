/** Work on points that the compiled module does a chunk at a time. */
import type { KernelExports } from "./exports.js";
import { reserve } from "./reserve.js";

/** Points that go together: the module's BATCH. */
export const CHUNK = 1024;

/**
 * Replaces n points by what `run` makes of them in place, a chunk at a time.
 * @param operand the bytes that go with points [from, from + count)
 * @param run answers 0, or the kernel's number for the fault of a point
 * @throws RangeError where a point is not canonical or not on the curve
 */
export function eachChunk(
  wasm: KernelExports,
  points: Uint8Array,
  pointBytes: number,
  operand: (from: number, count: number) => Uint8Array,
  run: (count: number, points: number, operand: number) => number,
): Uint8Array {
  const n = points.length / pointBytes;
  if (!Number.isInteger(n)) throw new RangeError(`${points.length} bytes are no vector of points`);
  const at = wasm.freeMemory();
  const operandAt = at + CHUNK * pointBytes;
  const out = new Uint8Array(points.length);
  for (let i = 0; i < n; i += CHUNK) {
    const chunk = points.subarray(i * pointBytes, (i + CHUNK) * pointBytes);
    const count = chunk.length / pointBytes;
    const bytes = operand(i, count);
    const memory = reserve(wasm.memory, operandAt + bytes.length);
    memory.set(chunk, at);
    memory.set(bytes, operandAt);
    if (run(count, at, operandAt) !== 0) {
      throw new RangeError(`point ${i + wasm.firstFaultIndex()} is not on the curve`);
    }
    out.set(memory.subarray(at, at + chunk.length), i * pointBytes);
  }
  return out;
}
