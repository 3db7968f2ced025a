import { createCipheriv } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WordStream } from "../../../algebra/draws/words.js";

/** OpenSSL's key stream as words. Its key words are little-endian and its counter has 32 bits, then the nonce. */
function opensslWords(seed: Uint8Array, count: number): number[] {
  const key = Buffer.from(seed.subarray(0, 32)).swap32();
  const stream = createCipheriv("chacha20", key, Buffer.alloc(16)).update(Buffer.alloc(4 * count));
  return Array.from({ length: count }, (_, i) => stream.readUInt32LE(4 * i));
}

describe("the word stream", () => {
  it("is ChaCha20 under the seed's big-endian words, with a counter from zero and no nonce", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 64 }),
        fc.integer({ min: 1, max: 300 }),
        (seed, count) => {
          const words = new WordStream(seed);
          expect(Array.from({ length: count }, () => words.u32())).toEqual(opensslWords(seed, count));
        },
      ),
      { numRuns: 100 },
    );
  });

  it("takes a u64 from two words, high half first, and a bool from the lowest bit of one", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (seed) => {
        const [high, low, bit] = opensslWords(seed, 3) as [number, number, number];
        const words = new WordStream(seed);
        expect(words.u64()).toBe(BigInt(high) * 2n ** 32n + BigInt(low));
        expect(words.bool()).toBe(bit % 2 === 1);
      }),
    );
  });

  it("reads a seed that is a view into a larger buffer", () => {
    const buffer = Uint8Array.from({ length: 64 }, (_, i) => i);
    const [view, copy] = [buffer.subarray(7, 39), buffer.slice(7, 39)];
    expect(new WordStream(view).u32()).toBe(new WordStream(copy).u32());
  });

  it("refuses a seed of fewer than 32 bytes", () => {
    expect(() => new WordStream(new Uint8Array(31))).toThrow(RangeError);
  });
});
