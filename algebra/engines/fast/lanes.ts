/** 32-bit words of a weight. */
export const WEIGHT_WORDS = 4;
/** 32-bit words of the sum; 2^32 weights of 128 bits stay far below both scalar fields' moduli. */
const SUM_WORDS = 8;
/** Additions between two carries: 2^20 words of 32 bits stay below 2^53, where doubles are exact. */
const MAX_ADDITIONS = 1 << 20;

/** A sum of 128-bit integers, kept in doubles per 32-bit word and carried rarely. */
export class LaneSum {
  private readonly lanes = new Float64Array(SUM_WORDS);
  private additions = 0;

  clear(): void {
    this.lanes.fill(0);
    this.additions = 0;
  }

  /** Adds the integer at `words[start … start + 4)`. */
  add(words: Uint32Array, start: number): void {
    const { lanes } = this;
    for (let i = 0; i < WEIGHT_WORDS; i++) lanes[i] = (lanes[i] as number) + (words[start + i] as number);
    if (++this.additions === MAX_ADDITIONS) this.carry();
  }

  /** Writes the sum as eight little-endian words. */
  write(words: Uint32Array, start: number): void {
    this.carry();
    words.set(this.lanes, start);
  }

  get isEmpty(): boolean {
    return this.additions === 0 && this.lanes.every((lane) => lane === 0);
  }

  private carry(): void {
    let carry = 0;
    for (let i = 0; i < SUM_WORDS; i++) {
      const value = (this.lanes[i] as number) + carry;
      carry = Math.floor(value / 2 ** 32);
      this.lanes[i] = value - carry * 2 ** 32;
    }
    this.additions = 0;
  }
}
