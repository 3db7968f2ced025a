/** Products of the sparse matrices of r1cs and zkey files with vectors of weights, from bytes as they stream by. */
import type { BulkMemory } from "./bulkMemory.js";

/** Little-endian integers below r of 16 or 32 bytes each. */
export interface WeightVector {
  readonly bytes: Uint8Array;
  readonly weightBytes: 16 | 32;
}

/** (zᵀA)_j, (zᵀB)_j and (zᵀC)_j over the constraints of an r1cs, as 32-byte little-endian elements. */
export interface ConstraintRows {
  readonly a: Uint8Array;
  readonly b: Uint8Array;
  readonly c: Uint8Array;
}

export interface ConstraintReader {
  /** Takes the next bytes of the section. @throws RangeError naming what is wrong with a term */
  feed(bytes: Uint8Array): void;
  /** @throws RangeError where the section ended too early */
  finish(): ConstraintRows;
}

export interface CoefficientReader {
  /** Takes the next bytes of the records. @throws RangeError naming what is wrong with a record */
  feed(bytes: Uint8Array): void;
  /** Σ value·z_signal·y_row modulo r over the records of matrix 0 and of matrix 1. @throws RangeError in mid-record */
  finish(): [bigint, bigint];
}

export interface SparseProducts {
  /** For the constraints section of an r1cs: per constraint A, B, C, each u32 n ‖ n·(u32 wire ‖ coefficient). */
  constraints(weights: WeightVector, nConstraints: number): ConstraintReader;
  /**
   * For the records of a zkey's section 4, after their count: u32 matrix ‖ u32 row ‖ u32 signal ‖ value·2^512 mod r.
   */
  coefficients(signals: WeightVector, rows: WeightVector): CoefficientReader;
}

const ELEMENT_BYTES = 32;
const RECORD_BYTES = 44;
/** Bytes given to the module at once. */
const SLICE_BYTES = 1 << 20;
/** In the order of the module's codes. */
const FAULTS = ["fine", "no such wire", "coefficient not below r", "no such matrix", "no such row"];

export function sparseProducts(open: () => BulkMemory): SparseProducts {
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
    coefficients: (signals, rows) => {
      const memory = open();
      putWeights(memory, signals);
      const rowCount = weightCount(rows);
      memory.wasm.startCoefficients(memory.put(rows.bytes), rows.weightBytes, rowCount);
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
          const totals = memory.read(memory.wasm.coefficientTotals(), 2 * ELEMENT_BYTES);
          return [integer(totals.subarray(0, ELEMENT_BYTES)), integer(totals.subarray(ELEMENT_BYTES))];
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

function weightCount({ bytes, weightBytes }: WeightVector): number {
  const count = bytes.length / weightBytes;
  if (!Number.isInteger(count)) throw new RangeError(`${bytes.length} bytes of weights of ${weightBytes}`);
  return count;
}

function putWeights(memory: BulkMemory, weights: WeightVector): void {
  memory.wasm.setWeights(memory.put(weights.bytes), weights.weightBytes, weightCount(weights));
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

function integer(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}
