/** Bounds on what a WebAssembly program may take, written into its own sections. */

/** The program asks for more than it is allowed, or for what no program of circom's has. */
export class BeyondBounds extends Error {
  override readonly name = "BeyondBounds";
}

const PAGE_BYTES = 65_536;
const TABLE_SECTION = 4;
const MEMORY_SECTION = 5;
/** Functions that a program calls by number: circom's has one a template. */
const MOST_FUNCTIONS = 1_000_000;

/**
 * The program with its memory and its table bounded: growth beyond fails, and the program ends as it does when memory
 * runs out. A section is id ‖ size ‖ contents; that of one memory is 1 ‖ flags ‖ initial pages ‖ maximum pages, in LEB128,
 * the maximum only where flags has bit 0; that of one table the same behind the type of what is in it. (WebAssembly core
 * specification §5.5.8, §5.5.7, §5.3.6)
 * @param bytes of memory that it may have at most
 * @throws BeyondBounds where it needs more to begin with, or has not one memory of its own, or several tables
 */
export function limitProgram(program: Uint8Array, bytes: number): Uint8Array {
  const parts: Uint8Array[] = [program.subarray(0, HEADER_BYTES)];
  let memories = 0;
  for (let at = HEADER_BYTES; at < program.length;) {
    const size = readLeb(program, at + 1);
    const end = size.next + size.value;
    const id = program[at];
    if (id === MEMORY_SECTION) {
      memories++;
      parts.push(
        section(id, [1, ...bounded(program, size.next, Math.floor(bytes / PAGE_BYTES), "pages of memory")]),
      );
    } else if (id === TABLE_SECTION) {
      const type = program[size.next + 1] ?? 0;
      parts.push(
        section(id, [1, type, ...bounded(program, size.next, MOST_FUNCTIONS, "functions in its table", 1)]),
      );
    } else parts.push(program.subarray(at, end));
    at = end;
  }
  if (memories !== 1) throw new BeyondBounds("the program has not one memory of its own");
  return Buffer.concat(parts);
}

/** "\0asm", version. */
const HEADER_BYTES = 8;

/** @param at the count of a section's only item; @param skipped bytes between it and the item's limits */
function bounded(program: Uint8Array, at: number, most: number, what: string, skipped = 0): number[] {
  if (program[at] !== 1)
    throw new BeyondBounds(`the program has ${program[at] ?? 0} of what it may have one of: ${what}`);
  const flags = readLeb(program, at + 1 + skipped);
  const initial = readLeb(program, flags.next);
  if (flags.value > 1) throw new BeyondBounds(`the program has another kind than circom's: ${what}`);
  if (initial.value > most)
    throw new BeyondBounds(
      `the program begins with ${initial.value} ${what}, and at most ${most} are allowed`,
    );
  const maximum = flags.value === 1 ? readLeb(program, initial.next).value : most;
  return [1, ...leb(initial.value), ...leb(Math.min(maximum, most))];
}

const section = (id: number, contents: readonly number[]): Uint8Array =>
  Uint8Array.from([id, ...leb(contents.length), ...contents]);

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
