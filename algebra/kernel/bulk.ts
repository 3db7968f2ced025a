/**
 * Bulk work on BN254 in integer WebAssembly, which runs on any processor: encodings of points, vectors over the
 * scalar field. Each call takes a fresh instance of the module, so that no memory outlives it.
 */
import type { GroupName } from "../curve.js";
import { sparseProducts, type SparseProducts } from "./bulkSparse.js";
import type { BulkExports } from "./exports.js";
import { compile, start } from "./load.js";
import { BulkMemory } from "./bulkMemory.js";

export interface Bulk extends SparseProducts {
  /** LEM → "U" for n points; infinity becomes `infinityFlag` and zeros. Coordinates must be below q. */
  toUncompressed(group: GroupName, points: Uint8Array, infinityFlag: 0x00 | 0x40): Uint8Array;
  /** "U" → LEM for n points, infinity with or without its flag; throws a RangeError naming a point that is not canonical. */
  fromUncompressed(group: GroupName, bytes: Uint8Array): Uint8Array;
  /**
   * A root of each of n elements c0 ‖ c1 of Fq2 = Fq[u]/(u² + 1), plain little-endian below q, or null where it has
   * none. Which of the two roots it is, is not defined.
   */
  squareRoots(elements: Uint8Array): (Uint8Array | null)[];
  /** outᵢ = Σⱼ root^{ij}·vⱼ for n = 2^k elements and a root of order n; a new vector. */
  transform(values: Uint8Array, root: bigint): Uint8Array;
  /** outᵢ = first·ratioⁱ·vᵢ; a new vector. */
  scaleByPowers(values: Uint8Array, first: bigint, ratio: bigint): Uint8Array;
  /** accumulatorᵢ += factor·vᵢ, in place, over the length of `values`. */
  addScaled(accumulator: Uint8Array, values: Uint8Array, factor: bigint): void;
}

const ELEMENT_BYTES = 32;
/** Elements or points in one call of what goes from one to the next. */
const BATCH = 1 << 14;

export async function loadBulk(): Promise<Bulk> {
  const module = await compile("bulk");
  const open = (): BulkMemory => new BulkMemory(start(module) as BulkExports);
  return {
    ...sparseProducts(open),
    toUncompressed(group, points, infinityFlag) {
      return convert(open(), group, points, (wasm, n, degree, source, target) => {
        wasm.toUncompressed(n, degree, source, target, infinityFlag);
        return -1;
      });
    },
    fromUncompressed(group, bytes) {
      return convert(open(), group, bytes, (wasm, ...batch) => wasm.fromUncompressed(...batch));
    },
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
    addScaled(accumulator, values, factor) {
      if (accumulator.length < values.length)
        throw new RangeError("the accumulator is shorter than the values");
      const memory = open();
      const at = memory.put(values);
      const sumAt = memory.put(accumulator.subarray(0, values.length));
      memory.wasm.addScaled(elementCount(values), sumAt, at, memory.put(memory.element(factor)));
      accumulator.set(memory.read(sumAt, values.length));
    },
  };
}

function elementCount(values: Uint8Array): number {
  const n = values.length / ELEMENT_BYTES;
  if (!Number.isInteger(n)) throw new RangeError(`${values.length} bytes are no vector of elements`);
  return n;
}

/** Converts points by batches; `run` answers the index of a faulty point in its batch, or −1. */
function convert(
  memory: BulkMemory,
  group: GroupName,
  points: Uint8Array,
  run: (wasm: BulkExports, n: number, degree: number, source: number, target: number) => number,
): Uint8Array {
  const degree = group === "G1" ? 1 : 2;
  const pointBytes = 64 * degree;
  const n = points.length / pointBytes;
  if (!Number.isInteger(n)) throw new RangeError(`${points.length} bytes are no vector of ${group} points`);
  const out = new Uint8Array(points.length);
  const [source, target] = [memory.take(BATCH * pointBytes), memory.take(BATCH * pointBytes)];
  for (let i = 0; i < n; i += BATCH) {
    const batch = points.subarray(i * pointBytes, (i + BATCH) * pointBytes);
    memory.set(batch, source);
    const faulty = run(memory.wasm, batch.length / pointBytes, degree, source, target);
    if (faulty >= 0) throw new RangeError(`point ${i + faulty} has a coordinate that is not below q`);
    out.set(memory.view(target, batch.length), i * pointBytes);
  }
  return out;
}
