/** Products of the sparse matrices of r1cs and zkey files with vectors of weights, from bytes as they stream by. */
import type { MatrixProducts } from "../sparse.js";
import type { BulkMemory } from "./bulkMemory.js";

const ELEMENT_BYTES = 32;
const WEIGHT_BYTES = 16;
const RECORD_BYTES = 44;
/** Bytes given to the module at once. */
const SLICE_BYTES = 1 << 20;
/** In the order of the module's codes. */
const FAULTS = [
  "fine",
  "no such wire",
  "coefficient not below r",
  "no such matrix",
  "no such row",
  "more terms than wires",
];

export function matrixProducts(open: () => BulkMemory): MatrixProducts {
  return {
    constraints: (weights, nConstraints) => {
      const memory = open();
      putWeights(memory, weights);
      const results = memory.take(Math.max(1, 3 * nConstraints) * ELEMENT_BYTES);
      memory.wasm.startConstraints(BigInt(3 * nConstraints), results);
      const place = (): string => {
        const combination = memory.wasm.completeCombinations();
        return `constraint ${Math.floor(combination / 3)}, ${"ABC"[combination % 3]}`;
      };
      const stream = new ItemStream(
        memory,
        (at, length) => memory.wasm.feedConstraints(at, length) >>> 0,
        place,
      );
      return {
        feed: (bytes) => stream.feed(bytes),
        finish() {
          if (memory.wasm.completeCombinations() !== 3 * nConstraints)
            throw new RangeError(`${place()}: cut short`);
          if (stream.rest > 0) throw new RangeError(`${stream.rest} bytes after the last constraint`);
          const rows = memory.view(results, 3 * nConstraints * ELEMENT_BYTES);
          return { a: everyThird(rows, 0), b: everyThird(rows, 1), c: everyThird(rows, 2) };
        },
      };
    },
    coefficients: (weights, rows) => {
      const memory = open();
      putWeights(memory, weights);
      const results = memory.take(Math.max(1, 2 * rows) * ELEMENT_BYTES);
      memory.wasm.startCoefficients(rows, results);
      let records = 0;
      const stream = new ItemStream(
        memory,
        (at, length) => {
          const read = memory.wasm.feedCoefficients(at, length) >>> 0;
          records += read / RECORD_BYTES;
          return read;
        },
        () => `record ${records}`,
      );
      return {
        feed: (bytes) => stream.feed(bytes),
        finish() {
          if (stream.rest > 0) throw new RangeError(`record ${records}: cut short`);
          memory.wasm.endRow();
          const matrix = (k: number): Uint8Array =>
            memory.read(results + k * rows * ELEMENT_BYTES, rows * ELEMENT_BYTES);
          return { a: matrix(0), b: matrix(1) };
        },
      };
    },
  };
}

/** Hands slices to the module, which reads whole items only, and keeps what is left of one for the next. */
class ItemStream {
  readonly #buffer: number;
  #rest = 0;

  constructor(
    private readonly memory: BulkMemory,
    private readonly read: (at: number, length: number) => number,
    private readonly place: () => string,
  ) {
    this.#buffer = memory.take(SLICE_BYTES);
  }

  /** Bytes that were fed and not read. */
  get rest(): number {
    return this.#rest;
  }

  feed(bytes: Uint8Array): void {
    for (let from = 0; from < bytes.length;) {
      const slice = bytes.subarray(from, from + SLICE_BYTES - this.#rest);
      if (slice.length === 0) throw new RangeError("bytes after the last item");
      this.memory.set(slice, this.#buffer + this.#rest);
      const length = this.#rest + slice.length;
      const used = this.read(this.#buffer, length);
      const fault = this.memory.wasm.lastFault();
      if (fault !== 0) throw new RangeError(`${this.place()}: ${FAULTS[fault] ?? "faulty"}`);
      this.memory.set(this.memory.read(this.#buffer + used, length - used), this.#buffer);
      this.#rest = length - used;
      from += slice.length;
    }
  }
}

function putWeights(memory: BulkMemory, weights: Uint8Array): void {
  const count = weights.length / WEIGHT_BYTES;
  if (!Number.isInteger(count))
    throw new RangeError(`${weights.length} bytes are no weights of ${WEIGHT_BYTES}`);
  memory.wasm.setWeights(memory.put(weights), count);
}

/** The elements with an index ≡ k modulo 3. */
function everyThird(elements: Uint8Array, k: number): Uint8Array {
  const out = new Uint8Array(elements.length / 3);
  for (let to = 0; to < out.length; to += ELEMENT_BYTES) {
    const from = 3 * to + k * ELEMENT_BYTES;
    out.set(elements.subarray(from, from + ELEMENT_BYTES), to);
  }
  return out;
}
