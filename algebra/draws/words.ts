/**
 * The word stream of rand 0.4's `ChaChaRng`, which snarkjs and phase2-bn254 draw keys and points from: ChaCha20
 * (D. J. Bernstein, 20 rounds) with the last four words of the state as one 128-bit counter from zero, no nonce,
 * and the output words in order.
 */
import { COLUMNS_AND_DIAGONALS } from "../hashing/quarters.js";

/** "expand 32-byte k" as four little-endian words. */
const CONSTANTS = [0x61707865, 0x3320646e, 0x79622d32, 0x6b206574] as const;
const KEY_WORDS = 8;
const BLOCK_WORDS = 16;
const COUNTER = 12;
const DOUBLE_ROUNDS = 10;

export class WordStream {
  private readonly state = new Uint32Array(BLOCK_WORDS);
  private readonly block = new Uint32Array(BLOCK_WORDS);
  private next = BLOCK_WORDS;

  /**
   * @param seed at least 32 bytes, of which the first 32 are eight big-endian key words
   * @throws RangeError for a shorter seed
   */
  constructor(seed: Uint8Array) {
    if (seed.length < 4 * KEY_WORDS)
      throw new RangeError(`a seed has ${4 * KEY_WORDS} bytes, not ${seed.length}`);
    const view = new DataView(seed.buffer, seed.byteOffset, seed.byteLength);
    this.state.set(CONSTANTS);
    for (let i = 0; i < KEY_WORDS; i++) this.state[CONSTANTS.length + i] = view.getUint32(4 * i);
  }

  /** The next 32-bit word. */
  u32(): number {
    if (this.next === BLOCK_WORDS) this.fill();
    return this.block[this.next++] as number;
  }

  /** The next two words, the first one being the high half. */
  u64(): bigint {
    const high = this.u32();
    return (BigInt(high) << 32n) | BigInt(this.u32());
  }

  /** The lowest bit of the next word. */
  bool(): boolean {
    return (this.u32() & 1) === 1;
  }

  private fill(): void {
    const { state, block } = this;
    block.set(state);
    for (let i = 0; i < DOUBLE_ROUNDS; i++)
      for (const [a, b, c, d] of COLUMNS_AND_DIAGONALS) quarterRound(block, a, b, c, d);
    for (let i = 0; i < BLOCK_WORDS; i++) block[i] = (block[i] as number) + (state[i] as number);
    this.next = 0;
    // The counter's carry: Uint32Array wraps a word that overflows to zero.
    for (let i = COUNTER; i < BLOCK_WORDS; i++) {
      state[i] = (state[i] as number) + 1;
      if (state[i] !== 0) break;
    }
  }
}

function quarterRound(block: Uint32Array, a: number, b: number, c: number, d: number): void {
  let [wa, wb, wc, wd] = [block[a] as number, block[b] as number, block[c] as number, block[d] as number];
  wa = (wa + wb) | 0;
  wd = rotate(wd ^ wa, 16);
  wc = (wc + wd) | 0;
  wb = rotate(wb ^ wc, 12);
  wa = (wa + wb) | 0;
  wd = rotate(wd ^ wa, 8);
  wc = (wc + wd) | 0;
  wb = rotate(wb ^ wc, 7);
  block[a] = wa;
  block[b] = wb;
  block[c] = wc;
  block[d] = wd;
}

/** word <<< bits */
function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
