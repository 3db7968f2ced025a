/**
 * Texts as 64-bit numbers, for open-addressed tables of them. They are keyed by random bytes, so that nobody can look for
 * texts that collide: of n texts, two are taken for one with probability n²/2⁶⁴, 2⁻²⁴ for a million.
 */
import { hash, randomBytes } from "node:crypto";

export class KeyedDigests {
  private readonly key = randomBytes(16).toString("hex");

  /** The first 64 bits of SHA-256(key ‖ text), the lowest set: never 0, which marks a free slot. */
  of(text: string): bigint {
    return hash("sha256", this.key + text, "buffer").readBigUInt64LE() | 1n;
  }
}

/** Where a digest stands, or would: the length is a power of two, and some slot is free. */
export function slotOf(digests: BigUint64Array, digest: bigint): number {
  const mask = digests.length - 1;
  // Bit 0 is always set.
  let slot = Number((digest >> 1n) & BigInt(mask));
  for (;;) {
    const there = digests[slot];
    if (there === 0n || there === digest) return slot;
    slot = (slot + 1) & mask;
  }
}
