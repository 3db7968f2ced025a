/**
 * Bulk work on BN254 in integer WebAssembly, which runs on any processor: vectors over the scalar field, roots,
 * sparse matrices. Calls share an instance of the module while it is small; no large memory outlives its call.
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
  /** outᵢ = factor·Σⱼ root^{ij}·vⱼ for n = 2^k elements and a root of order n; a new vector. */
  transform(values: Uint8Array, root: bigint, factor?: bigint): Uint8Array;
  /** Σ_k over the vectors of 2^k elements that `part` gives a part of, transformed; for 0 ≤ k ≤ top. */
  transformedLevels(top: number, level: (k: number) => Level): Uint8Array;
  /** outᵢ = first·ratioⁱ·vᵢ; a new vector. */
  scaleByPowers(values: Uint8Array, first: bigint, ratio: bigint): Uint8Array;
}

/** A vector of 2^k elements and what its transform is made with. */
export interface Level {
  readonly root: bigint;
  readonly factor: bigint;
  /** Writes the elements from index `from` on, as many as there is room for. */
  part(from: number, into: Uint8Array): void;
}

const ELEMENT_BYTES = 32;
/** Bytes of an instance that is used again. */
const MOST_SHARED = 8 << 20;
/** Elements of a level that are asked for at once. */
const PART = 1 << 14;

export async function loadBulk(): Promise<Bulk> {
  const module = await compile("bulk");
  const open = (): BulkMemory => new BulkMemory(start(module) as BulkExports);
  let shared = open();
  /** Memory for a call that leaves nothing in it. */
  const passing = <T>(call: (memory: BulkMemory) => T): T => {
    if (shared.size > MOST_SHARED) shared = open();
    shared.wasm.releaseAll();
    return call(shared);
  };
  return {
    ...matrixProducts(open),
    squareRoots(elements) {
      const n = elements.length / (2 * ELEMENT_BYTES);
      if (!Number.isInteger(n)) throw new RangeError(`${elements.length} bytes are no elements of Fq2`);
      return passing((memory) => {
        const [at, existsAt] = [memory.put(elements), memory.take(n)];
        memory.wasm.squareRoots(n, at, existsAt);
        const roots = memory.read(at, elements.length);
        return Array.from(memory.read(existsAt, n), (exists, i) =>
          exists ? roots.slice(2 * ELEMENT_BYTES * i, 2 * ELEMENT_BYTES * (i + 1)) : null,
        );
      });
    },
    transform(values, root, factor = 1n) {
      const n = elementCount(values);
      const bits = Math.log2(n);
      if (!Number.isInteger(bits)) throw new RangeError(`${n} elements are not a power of two`);
      return passing((memory) => {
        const at = memory.put(values);
        const [rootAt, factorAt] = [memory.put(memory.element(root)), memory.put(memory.element(factor))];
        if (n > 1) memory.wasm.transform(bits, at, rootAt, memory.take(values.length / 2));
        if (factor !== 1n) memory.wasm.scaleByPowers(n, at, factorAt, memory.put(memory.element(1n)));
        return memory.read(at, values.length);
      });
    },
    transformedLevels(top, level) {
      const memory = open();
      const length = ELEMENT_BYTES * 2 ** top;
      const [sum, one] = [memory.take(length), memory.put(memory.element(1n))];
      // Twiddles of the top level; then a lower level and its twiddles.
      const room = memory.take((length * 3) / 4 + ELEMENT_BYTES);
      for (let k = top; k >= 0; k--) {
        const { root, factor, part } = level(k);
        const n = 2 ** k;
        const [at, twiddles] = k === top ? [sum, room] : [room, room + ELEMENT_BYTES * n];
        for (let from = 0; from < n; from += PART) {
          part(from, memory.view(at + ELEMENT_BYTES * from, ELEMENT_BYTES * Math.min(PART, n - from)));
        }
        const [rootAt, factorAt] = [memory.put(memory.element(root)), memory.put(memory.element(factor))];
        if (n > 1) memory.wasm.transform(k, at, rootAt, twiddles);
        if (k === top) memory.wasm.scaleByPowers(n, at, factorAt, one);
        else memory.wasm.addScaled(n, sum, at, factorAt);
      }
      // Not a copy: nothing else uses this memory.
      return memory.view(sum, length);
    },
    scaleByPowers(values, first, ratio) {
      const n = elementCount(values);
      return passing((memory) => {
        const at = memory.put(values);
        const [firstAt, ratioAt] = [memory.put(memory.element(first)), memory.put(memory.element(ratio))];
        memory.wasm.scaleByPowers(n, at, firstAt, ratioAt);
        return memory.read(at, values.length);
      });
    },
  };
}

function elementCount(values: Uint8Array): number {
  const n = values.length / ELEMENT_BYTES;
  if (!Number.isInteger(n)) throw new RangeError(`${values.length} bytes are no vector of elements`);
  return n;
}
