/**
 * Blake2b-512 (RFC 7693) that can be stopped and resumed, as ceremonies store it: each contribution of a .ptau
 * holds the state after the hash of its response's points (formats.md A.4), in 216 bytes:
 *
 *     block buffer 128 ‖ h₀…h₇ 64 ‖ u64 bytes compressed ‖ u64 bytes in the buffer ‖ 8 unused
 *
 * all little-endian. The last block is compressed only when the hash is finished, so a buffer may be full, and is
 * empty only before the first byte.
 */
import { BLOCK_BYTES, compress, INITIAL_CHAIN } from "./blake2bCompression.js";

export const STATE_BYTES = 216;
const CHAIN_OFFSET = BLOCK_BYTES;
const COMPRESSED_OFFSET = CHAIN_OFFSET + 64;
const FILL_OFFSET = COMPRESSED_OFFSET + 8;

/** A hash under way. */
interface Blake2bState {
  readonly buffer: Uint8Array;
  readonly chain: BigUint64Array;
  /** Bytes compressed so far, a multiple of 128. */
  compressed: bigint;
  /** Bytes in the buffer, up to 128. */
  fill: number;
}

/**
 * The digest of all that went into a stored state, followed by `tail`.
 * @throws RangeError when the bytes are no state that hashing can leave
 */
export function finishBlake2b(stored: Uint8Array, tail: Uint8Array): Uint8Array {
  const state = parse(stored);
  absorb(state, tail);
  state.buffer.fill(0, state.fill);
  compress(state.chain, state.buffer, state.compressed + BigInt(state.fill), true);
  return words(state.chain);
}

/** The stored state after hashing `data`; what finishBlake2b resumes from. */
export function stateAfter(data: Uint8Array): Uint8Array {
  const state = initial();
  absorb(state, data);
  const stored = new Uint8Array(STATE_BYTES);
  stored.set(state.buffer);
  stored.set(words(state.chain), CHAIN_OFFSET);
  const view = new DataView(stored.buffer);
  view.setBigUint64(COMPRESSED_OFFSET, state.compressed, true);
  view.setBigUint64(FILL_OFFSET, BigInt(state.fill), true);
  return stored;
}

function initial(): Blake2bState {
  return { buffer: new Uint8Array(BLOCK_BYTES), chain: INITIAL_CHAIN.slice(), compressed: 0n, fill: 0 };
}

function parse(stored: Uint8Array): Blake2bState {
  if (stored.length !== STATE_BYTES) {
    throw new RangeError(`a Blake2b state has ${STATE_BYTES} bytes, not ${stored.length}`);
  }
  const view = new DataView(stored.buffer, stored.byteOffset, stored.byteLength);
  const chain = BigUint64Array.from({ length: 8 }, (_, i) => view.getBigUint64(CHAIN_OFFSET + 8 * i, true));
  const compressed = view.getBigUint64(COMPRESSED_OFFSET, true);
  const fill = view.getBigUint64(FILL_OFFSET, true);
  if (fill > BigInt(BLOCK_BYTES))
    throw new RangeError(`Blake2b state: ${fill} bytes in a buffer of ${BLOCK_BYTES}`);
  if (compressed % BigInt(BLOCK_BYTES) !== 0n) {
    throw new RangeError(`Blake2b state: ${compressed} bytes compressed, which are no whole blocks`);
  }
  if (compressed > 0n && fill === 0n)
    throw new RangeError("Blake2b state: an empty buffer after compressed blocks");
  if (compressed === 0n && chain.some((word, i) => word !== INITIAL_CHAIN[i])) {
    throw new RangeError("Blake2b state: a chain value that is not the initial one before any block");
  }
  // A copy even of a Buffer, whose own `slice` is a view.
  const buffer = new Uint8Array(stored.subarray(0, BLOCK_BYTES));
  return { buffer, chain, compressed, fill: Number(fill) };
}

/** Hashes further bytes, leaving the last block in the buffer. */
function absorb(state: Blake2bState, data: Uint8Array): void {
  for (let at = 0; at < data.length;) {
    if (state.fill === BLOCK_BYTES) {
      state.compressed += BigInt(BLOCK_BYTES);
      compress(state.chain, state.buffer, state.compressed, false);
      state.fill = 0;
    }
    const part = data.subarray(at, at + BLOCK_BYTES - state.fill);
    state.buffer.set(part, state.fill);
    state.fill += part.length;
    at += part.length;
  }
}

/** Eight 64-bit words as little-endian bytes. */
function words(chain: BigUint64Array): Uint8Array {
  const bytes = new Uint8Array(8 * chain.length);
  const view = new DataView(bytes.buffer);
  for (const [i, word] of chain.entries()) view.setBigUint64(8 * i, word, true);
  return bytes;
}
