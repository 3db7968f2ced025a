/** A bound on the memory of a WebAssembly program, written into its own memory section. */

const PAGE_BYTES = 65_536;
const MEMORY_SECTION = 5;

/**
 * The program with its memory bounded: growth beyond fails, and the program ends as it does when memory runs out.
 * A section is id ‖ size ‖ contents; the memory section of one memory is 1 ‖ flags ‖ initial pages ‖ maximum pages, in
 * LEB128, the maximum only where flags has bit 0. (WebAssembly core specification §5.5.8, §5.3.6)
 * @throws Error where the program has not exactly one memory of its own
 */
export function limitMemory(program: Uint8Array, bytes: number): Uint8Array {
  let at = 8;
  while (at < program.length) {
    const size = readLeb(program, at + 1);
    if (program[at] !== MEMORY_SECTION) {
      at = size.next + size.value;
      continue;
    }
    const flags = readLeb(program, size.next + 1);
    const initial = readLeb(program, flags.next);
    if (program[size.next] !== 1 || flags.value > 1) break;
    const pages = Math.max(initial.value, Math.floor(bytes / PAGE_BYTES));
    const contents = [1, 1, ...leb(initial.value), ...leb(pages)];
    const section = Uint8Array.from([MEMORY_SECTION, ...leb(contents.length), ...contents]);
    return Buffer.concat([program.subarray(0, at), section, program.subarray(size.next + size.value)]);
  }
  throw new Error("the compiler's program has not one memory of its own");
}

function readLeb(bytes: Uint8Array, start: number): { readonly value: number; readonly next: number } {
  let value = 0;
  for (let at = start, scale = 1; ; at++, scale *= 128) {
    const byte = bytes[at] ?? 0;
    value += (byte & 127) * scale;
    if (byte < 128) return { value, next: at + 1 };
  }
}

function leb(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) | 128, ...leb(Math.floor(value / 128))];
}
