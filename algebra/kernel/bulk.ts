/**
 * Bulk work on BN254 in integer WebAssembly, which runs on any processor: vectors over the scalar field, roots,
 * sparse matrices. Each call takes a fresh instance of the module, so that no memory outlives it.
 */
import type { MatrixProducts } from "../sparse.js";
import { matrixProducts } from "./bulkSparse.js";
import type { BulkExports } from "./exports.js";
import { compile, start } from "./load.js";
import { BulkMemory } from "./bulkMemory.js";

export interface Bulk extends MatrixProducts {
  /**
   * A root of each of n elements c0 ‖ c1 of Fq2 = Fq[u]/(u² + 1), plain little-endian below q, or null where it has
   * none. Which of the two roots it is, is not defined.
   */
  squareRoots(elements: Uint8Array): (Uint8Array | null)[];
  /** outᵢ = Σⱼ root^{ij}·vⱼ for n = 2^k elements and a root of order n; a new vector. */
  transform(values: Uint8Array, root: bigint): Uint8Array;
  /** outᵢ = first·ratioⁱ·vᵢ; a new vector. */
  scaleByPowers(values: Uint8Array, first: bigint, ratio: bigint): Uint8Array;
}

const ELEMENT_BYTES = 32;

export async function loadBulk(): Promise<Bulk> {
  const module = await compile("bulk");
  const open = (): BulkMemory => new BulkMemory(start(module) as BulkExports);
  return {
    ...matrixProducts(open),
    squareRoots(elements) {
      const n = elements.length / (2 * ELEMENT_BYTES);
      if (!Number.isInteger(n)) throw new RangeError(`${elements.length} bytes are no elements of Fq2`);
      const memory = open();
      const [at, existsAt] = [memory.put(elements), memory.take(n)];
      memory.wasm.squareRoots(n, at, existsAt);
      const roots = memory.read(at, elements.length);
      return Array.from(memory.read(existsAt, n), (exists, i) =>
        exists ? roots.slice(2 * ELEMENT_BYTES * i, 2 * ELEMENT_BYTES * (i + 1)) : null,
      );
    },
    transform(values, root) {
      const memory = open();
      const n = elementCount(values);
      const bits = Math.log2(n);
      if (!Number.isInteger(bits)) throw new RangeError(`${n} elements are not a power of two`);
      if (n === 1) return values.slice();
      const at = memory.put(values);
      const rootAt = memory.put(memory.element(root));
      memory.wasm.transform(bits, at, rootAt, memory.take(values.length / 2));
      return memory.read(at, values.length);
    },
    scaleByPowers(values, first, ratio) {
      const memory = open();
      const at = memory.put(values);
      const [firstAt, ratioAt] = [memory.put(memory.element(first)), memory.put(memory.element(ratio))];
      memory.wasm.scaleByPowers(elementCount(values), at, firstAt, ratioAt);
      return memory.read(at, values.length);
    },
  };
}

function elementCount(values: Uint8Array): number {
  const n = values.length / ELEMENT_BYTES;
  if (!Number.isInteger(n)) throw new RangeError(`${values.length} bytes are no vector of elements`);
  return n;
}
