/** One running instance of a curve's program, with its memory. */
import { parametersOf } from "../../parameters.js";
import type { CurveParameters, GroupName } from "../../curve.js";
import type { CurveProgram } from "./program.js";

/** An exported function: addresses and counts in, a flag or nothing out. */
export type Routine = (...operands: number[]) => number;

/** Prefix of a group's routines in the program. */
export function groupPrefix(group: GroupName): "g1m" | "g2m" {
  return group === "G1" ? "g1m" : "g2m";
}

const PAGE_BYTES = 1 << 16;
/** The program's data segment and scratch fit in what ffjavascript reserves: 25 pages. */
const INITIAL_PAGES = 25;
/** The address where the program keeps the address of its free space. */
const FREE_POINTER = 0;

/**
 * Memory is a stack: `scoped` frees all that was allocated inside it. The program's routines allocate on the
 * same stack without growing the memory, so callers reserve the headroom that a routine needs.
 */
export class Instance {
  readonly parameters: CurveParameters;
  private readonly memory = new WebAssembly.Memory({ initial: INITIAL_PAGES });
  private readonly exports: Readonly<Record<string, unknown>>;

  constructor(readonly program: CurveProgram) {
    this.parameters = parametersOf(program.curve);
    const { exports } = new WebAssembly.Instance(program.module, { env: { memory: this.memory } });
    this.exports = exports as Readonly<Record<string, unknown>>;
  }

  /** An exported function by its name. @throws Error when the program has none of that name */
  routine(name: string): Routine {
    const found = this.exports[name];
    if (typeof found !== "function") throw new Error(`${this.program.prefix} has no routine ${name}`);
    return found as Routine;
  }

  /** All memory as bytes. Views go stale whenever memory grows: take a new one after each allocation. */
  bytes(): Uint8Array {
    return new Uint8Array(this.memory.buffer);
  }

  /** All memory as 32-bit words, little-endian as WebAssembly and every platform of Node are. */
  words(): Uint32Array {
    return new Uint32Array(this.memory.buffer);
  }

  /** Takes `length` bytes from the stack; addresses are multiples of 8. */
  allocate(length: number): number {
    const address = Math.ceil(this.free() / 8) * 8;
    this.grow(address + length);
    this.words()[FREE_POINTER] = address + length;
    return address;
  }

  /** Puts bytes on the stack. */
  put(bytes: Uint8Array): number {
    const address = this.allocate(bytes.length);
    this.bytes().set(bytes, address);
    return address;
  }

  /** Ensures that a routine can take `length` bytes from the stack. */
  reserve(length: number): void {
    this.grow(this.free() + length);
  }

  /** A copy of `length` bytes at an address. */
  read(address: number, length: number): Uint8Array {
    return this.bytes().slice(address, address + length);
  }

  /** Runs `work` and frees all that it allocated. */
  scoped<T>(work: () => T): T {
    const before = this.free();
    try {
      return work();
    } finally {
      this.words()[FREE_POINTER] = before;
    }
  }

  private free(): number {
    return this.words()[FREE_POINTER] as number;
  }

  private grow(end: number): void {
    const missing = end - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE_BYTES));
  }
}
