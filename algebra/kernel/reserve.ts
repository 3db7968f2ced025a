/** Room in a module's memory. */

const PAGE = 65536;

/** Grows memory to reach `end`; all of its bytes. */
export function reserve(memory: WebAssembly.Memory, end: number): Uint8Array {
  const missing = end - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
  return new Uint8Array(memory.buffer);
}
