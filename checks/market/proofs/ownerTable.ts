/**
 * Who first sent what: digests of points with their owner and place, in open-addressed tables of 64-bit numbers, 32 bytes
 * a slot and at most half full.
 */
import { KeyedDigests, slotOf } from "../replay/keyedDigests.js";

/** Where a text was first seen. */
export interface First {
  readonly owner: bigint;
  readonly seq: number;
  readonly line: number;
}

const FIRST_SLOTS = 1 << 10;
/** Texts that are held; more are not looked for. */
const MOST_OWNED = 1 << 20;

export class OwnerTable {
  private digests = new BigUint64Array(FIRST_SLOTS);
  private owners = new BigUint64Array(FIRST_SLOTS);
  private places = new Float64Array(2 * FIRST_SLOTS);
  private held = 0;
  private readonly keyed = new KeyedDigests();

  get full(): boolean {
    return this.held >= MOST_OWNED;
  }

  /** A number that stands for a text; never 0. */
  digest(text: string): bigint {
    return this.keyed.of(text);
  }

  /** Where the text was first seen, or null and it is kept from now on. */
  firstOf(text: string, now: First): First | null {
    const digest = this.digest(text);
    const slot = slotOf(this.digests, digest);
    if (this.digests[slot] !== 0n) {
      const [seq = 0, line = 0] = this.places.subarray(2 * slot, 2 * slot + 2);
      return { owner: this.owners[slot] ?? 0n, seq, line };
    }
    if (this.full) return null;
    this.digests[slot] = digest;
    this.owners[slot] = now.owner;
    this.places.set([now.seq, now.line], 2 * slot);
    if (++this.held * 2 > this.digests.length) this.grow();
    return null;
  }

  private grow(): void {
    const { digests, owners, places } = this;
    this.digests = new BigUint64Array(2 * digests.length);
    this.owners = new BigUint64Array(2 * digests.length);
    this.places = new Float64Array(4 * digests.length);
    for (const [from, digest] of digests.entries()) {
      if (digest === 0n) continue;
      const to = slotOf(this.digests, digest);
      this.digests[to] = digest;
      this.owners[to] = owners[from] ?? 0n;
      this.places.set(places.subarray(2 * from, 2 * from + 2), 2 * to);
    }
  }
}
