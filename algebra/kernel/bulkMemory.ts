/** The memory of one instance of the bulk module: regions are taken one after the other, and given back all at once. */
import { parametersOf } from "../parameters.js";
import type { BulkExports } from "./exports.js";

const { r } = parametersOf("bn254");

export class BulkMemory {
  constructor(readonly wasm: BulkExports) {}

  get size(): number {
    return this.wasm.memory.buffer.byteLength;
  }

  /** The address of a new region. @throws RangeError where WebAssembly's 4 GiB do not suffice */
  take(bytes: number): number {
    const address = bytes < 2 ** 32 ? this.wasm.allocate(bytes) >>> 0 : 0;
    if (address === 0) throw new RangeError(`no memory for ${bytes} bytes`);
    return address;
  }

  /** Bytes of memory as they are; not valid after the next region. */
  view(address: number, length: number): Uint8Array {
    return new Uint8Array(this.wasm.memory.buffer, address, length);
  }

  set(bytes: Uint8Array, address: number): void {
    this.view(address, bytes.length).set(bytes);
  }

  /** Copies bytes to a new region. */
  put(bytes: Uint8Array): number {
    const address = this.take(bytes.length);
    this.set(bytes, address);
    return address;
  }

  read(address: number, length: number): Uint8Array {
    return this.view(address, length).slice();
  }

  /** A scalar modulo r as the module holds it. */
  element(value: bigint): Uint8Array {
    const least = ((value % r) + r) % r;
    return Uint8Array.from({ length: 32 }, (_, i) => Number((least >> BigInt(8 * i)) & 255n));
  }
}
