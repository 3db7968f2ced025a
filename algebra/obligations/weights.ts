/**
 * Random 128-bit weights, the coefficients of every random linear combination.
 *
 * A run draws one 32-byte seed, from the operating system unless the caller repeats an earlier run. The weights
 * of a family are the AES-256-CTR key stream under SHA-256(seed ‖ label), 16 bytes per weight, so that any
 * range of them is at hand without being stored. The seed is drawn after the files are fixed and never derived
 * from them: whoever makes a file cannot grind it against the weights.
 */
import { createCipheriv, createHash, randomBytes } from "node:crypto";

export const WEIGHT_BYTES = 16;
const SEED_BYTES = 32;
/** What the key stream is added to, a piece at a time. */
const ZEROS = new Uint8Array(1 << 16);

/** A fresh seed from the operating system. */
export function drawSeed(): Uint8Array {
  return new Uint8Array(randomBytes(SEED_BYTES));
}

/** Weights w₀, w₁, … of one family, or their restriction to a range (zero outside). */
export class Weights {
  private constructor(
    private readonly streamKey: Uint8Array,
    private readonly label: string,
    private readonly from = 0,
    private readonly to = Number.MAX_SAFE_INTEGER,
  ) {}

  static draw(seed: Uint8Array, label: string): Weights {
    if (seed.length !== SEED_BYTES)
      throw new RangeError(`a seed has ${SEED_BYTES} bytes, not ${seed.length}`);
    const streamKey = createHash("sha256").update(seed).update(label, "utf8").digest();
    return new Weights(new Uint8Array(streamKey), label);
  }

  /** Equal keys mean equal weights: sums over the same points with the same key are computed once. */
  get key(): string {
    return `${this.label}[${this.from},${this.to})`;
  }

  /** The same weights with all outside [from, to) set to zero. */
  restrict(from: number, to: number): Weights {
    return new Weights(this.streamKey, this.label, Math.max(from, this.from), Math.min(to, this.to));
  }

  /** Weights [start, start + count) as 16-byte little-endian integers. @param into as many bytes, taken for them */
  range(start: number, count: number, into: Uint8Array = new Uint8Array(count * WEIGHT_BYTES)): Uint8Array {
    into.fill(0);
    this.stream(start, count, (bytes, at) => into.set(bytes, at * WEIGHT_BYTES));
    return into;
  }

  /**
   * Weights [start, start + count) widened to field elements of n8r little-endian bytes.
   * @param into as many bytes, at a multiple of four
   */
  scalars(
    start: number,
    count: number,
    n8r: number,
    into: Uint8Array = new Uint8Array(count * n8r),
  ): Uint8Array {
    into.fill(0);
    const words = new Uint32Array(into.buffer, into.byteOffset, into.length / 4);
    const [narrow, wide] = [WEIGHT_BYTES / 4, n8r / 4];
    this.stream(start, count, (bytes, at) => {
      into.set(bytes, at * n8r);
      // Spread from the last weight on: none is overwritten before it is moved.
      const first = at * wide;
      for (let i = bytes.length / WEIGHT_BYTES - 1; i > 0; i--) {
        for (let k = 0; k < narrow; k++) {
          words[first + i * wide + k] = words[first + i * narrow + k] ?? 0;
          words[first + i * narrow + k] = 0;
        }
      }
    });
    return into;
  }

  /** The key stream of weights [start, start + count) where they are not zero; `at` counts from `start`. */
  private stream(start: number, count: number, take: (bytes: Uint8Array, at: number) => void): void {
    const first = Math.max(start, this.from);
    const last = Math.min(start + count, this.to);
    if (first >= last) return;
    const counter = Buffer.alloc(16);
    counter.writeBigUInt64BE(BigInt(first), 8);
    const cipher = createCipheriv("aes-256-ctr", this.streamKey, counter);
    for (let from = first; from < last; from += ZEROS.length / WEIGHT_BYTES) {
      take(cipher.update(ZEROS.subarray(0, (last - from) * WEIGHT_BYTES)), from - start);
    }
  }

  /** Weights [start, start + count) as integers. */
  integers(start: number, count: number): bigint[] {
    const view = new DataView(this.range(start, count).buffer);
    return Array.from({ length: count }, (_, i) => {
      const offset = i * WEIGHT_BYTES;
      return (view.getBigUint64(offset + 8, true) << 64n) | view.getBigUint64(offset, true);
    });
  }
}
