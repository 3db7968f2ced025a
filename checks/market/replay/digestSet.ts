/**
 * Texts that were seen, as 64-bit digests in an open-addressed table: 8 to 16 bytes a text, whatever its length.
 * The digest is keyed by random bytes, so that nobody can look for texts that collide: of n texts, two are taken for
 * one with probability n²/2⁶⁵, under 2⁻²⁴ for a million.
 */
import { createHash, randomBytes } from "node:crypto";

const FIRST_SLOTS = 1 << 10;

export class DigestSet {
  private slots = new BigUint64Array(FIRST_SLOTS);
  private readonly key = randomBytes(16);
  private held = 0;

  /** How many texts it holds. */
  get size(): number {
    return this.held;
  }

  has(text: string): boolean {
    return this.slots[slotOf(this.slots, this.digest(text))] !== 0n;
  }

  /** Adds a text; whether it was there already. */
  add(text: string): boolean {
    const digest = this.digest(text);
    const slot = slotOf(this.slots, digest);
    if (this.slots[slot] !== 0n) return true;
    this.slots[slot] = digest;
    if (++this.held * 2 > this.slots.length) this.grow();
    return false;
  }

  /** Never 0, which marks a free slot. */
  private digest(text: string): bigint {
    return createHash("sha256").update(this.key).update(text).digest().readBigUInt64LE() | 1n;
  }

  private grow(): void {
    const larger = new BigUint64Array(this.slots.length * 2);
    for (const digest of this.slots) if (digest !== 0n) larger[slotOf(larger, digest)] = digest;
    this.slots = larger;
  }
}

/** Where a digest stands, or would: the length is a power of two. */
function slotOf(slots: BigUint64Array, digest: bigint): number {
  const mask = slots.length - 1;
  // Bit 0 is always set.
  let slot = Number((digest >> 1n) & BigInt(mask));
  for (;;) {
    const there = slots[slot];
    if (there === 0n || there === digest) return slot;
    slot = (slot + 1) & mask;
  }
}
