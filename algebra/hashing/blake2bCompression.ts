/** The compression function F of Blake2b (RFC 7693 §3.2), on BigUint64Array, which reduces modulo 2^64 as it stores. */
import { COLUMNS_AND_DIAGONALS } from "./quarters.js";

export const BLOCK_BYTES = 128;
const ROUNDS = 12;

/** RFC 7693 §2.6: the fractional parts of the square roots of the first eight primes. */
const IV = BigUint64Array.of(
  0x6a09e667f3bcc908n,
  0xbb67ae8584caa73bn,
  0x3c6ef372fe94f82bn,
  0xa54ff53a5f1d36f1n,
  0x510e527fade682d1n,
  0x9b05688c2b3e6c1fn,
  0x1f83d9abfb41bd6bn,
  0x5be0cd19137e2179n,
);

/** RFC 7693 §2.7: the message schedule; rounds 10 and 11 use rows 0 and 1 again. */
const SIGMA = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
  [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
  [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
  [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
  [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
  [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
  [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
  [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
  [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
] as const;

/** The chain value before the first block: no key, a digest of 64 bytes (parameter block 0x01010040). */
export const INITIAL_CHAIN: BigUint64Array = IV.with(0, (IV[0] as bigint) ^ 0x01010040n);

/**
 * h := F(h, block, t, last)
 * @param chain h, changed in place
 * @param block 128 bytes
 * @param count t, the bytes hashed up to the end of this block's data; t < 2^64 (RFC 7693 allows 2^128)
 */
export function compress(chain: BigUint64Array, block: Uint8Array, count: bigint, last: boolean): void {
  const view = new DataView(block.buffer, block.byteOffset, BLOCK_BYTES);
  const message = BigUint64Array.from({ length: 16 }, (_, i) => view.getBigUint64(8 * i, true));
  const v = new BigUint64Array(16);
  v.set(chain);
  v.set(IV, 8);
  v[12] = (v[12] as bigint) ^ count;
  if (last) v[14] = ~(v[14] as bigint);
  for (let round = 0; round < ROUNDS; round++) {
    const sigma = SIGMA[round % SIGMA.length] as (typeof SIGMA)[number];
    for (const [i, [a, b, c, d]] of COLUMNS_AND_DIAGONALS.entries()) {
      mix(
        v,
        a,
        b,
        c,
        d,
        message[sigma[2 * i] as number] as bigint,
        message[sigma[2 * i + 1] as number] as bigint,
      );
    }
  }
  for (let i = 0; i < 8; i++) chain[i] = (chain[i] as bigint) ^ (v[i] as bigint) ^ (v[i + 8] as bigint);
}

/** The mixing function G (RFC 7693 §3.1), with rotations by 32, 24, 16 and 63. */
function mix(v: BigUint64Array, a: number, b: number, c: number, d: number, x: bigint, y: bigint): void {
  v[a] = (v[a] as bigint) + (v[b] as bigint) + x;
  v[d] = rotate((v[d] as bigint) ^ (v[a] as bigint), 32n);
  v[c] = (v[c] as bigint) + (v[d] as bigint);
  v[b] = rotate((v[b] as bigint) ^ (v[c] as bigint), 24n);
  v[a] = (v[a] as bigint) + (v[b] as bigint) + y;
  v[d] = rotate((v[d] as bigint) ^ (v[a] as bigint), 16n);
  v[c] = (v[c] as bigint) + (v[d] as bigint);
  v[b] = rotate((v[b] as bigint) ^ (v[c] as bigint), 63n);
}

/** word >>> bits; the bits above 2^64 fall off when it is stored. */
function rotate(word: bigint, bits: bigint): bigint {
  return (word >> bits) | (word << (64n - bits));
}
