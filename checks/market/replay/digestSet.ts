/** Texts that were seen, as 64-bit digests in an open-addressed table: 16 to 32 bytes a text, whatever its length. */
import { KeyedDigests, slotOf } from "./keyedDigests.js";

const FIRST_SLOTS = 1 << 10;

export class DigestSet {
  private slots = new BigUint64Array(FIRST_SLOTS);
  private readonly digests = new KeyedDigests();
  private held = 0;

  /** How many texts it holds. */
  get size(): number {
    return this.held;
  }

  has(text: string): boolean {
    return this.slots[slotOf(this.slots, this.digests.of(text))] !== 0n;
  }

  /** Adds a text; whether it was there already. */
  add(text: string): boolean {
    const digest = this.digests.of(text);
    const slot = slotOf(this.slots, digest);
    if (this.slots[slot] !== 0n) return true;
    this.slots[slot] = digest;
    if (++this.held * 2 > this.slots.length) this.grow();
    return false;
  }

  private grow(): void {
    const larger = new BigUint64Array(this.slots.length * 2);
    for (const digest of this.slots) if (digest !== 0n) larger[slotOf(larger, digest)] = digest;
    this.slots = larger;
  }
}
