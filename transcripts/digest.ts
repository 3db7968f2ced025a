/** Digests of whole files, as a report lists them. */
import { createHash } from "node:crypto";
import type { ByteSource } from "./source.js";

const CHUNK_BYTES = 1 << 20;

export interface FileDigests {
  readonly sha256: string;
  readonly blake2b512: string;
}

/** Evidence does not change while it is looked at: each file is read for its digests once. */
const known = new WeakMap<ByteSource, Promise<FileDigests>>();

/** SHA-256 and Blake2b-512 of all bytes, in one pass. */
export function digestsOf(source: ByteSource): Promise<FileDigests> {
  const digests = known.get(source) ?? compute(source);
  known.set(source, digests);
  return digests;
}

async function compute(source: ByteSource): Promise<FileDigests> {
  const sha256 = createHash("sha256");
  const blake2b512 = createHash("blake2b512");
  // One buffer for all: to make and clear a new one takes longer than to read it from the disk's cache.
  const room = new Uint8Array(Math.min(CHUNK_BYTES, source.size));
  for (let offset = 0; offset < source.size; offset += CHUNK_BYTES) {
    const bytes = await source.read(offset, Math.min(CHUNK_BYTES, source.size - offset), room);
    sha256.update(bytes);
    blake2b512.update(bytes);
  }
  return { sha256: sha256.digest("hex"), blake2b512: blake2b512.digest("hex") };
}

/** BLAKE3 of all bytes: what p0tion's virtual machines record under the name of Blake2b. (formats.md D) */
export async function blake3Of(source: ByteSource): Promise<string> {
  // Few runs need it, and every run loads this file.
  const { blake3 } = await import("@noble/hashes/blake3.js");
  const hash = blake3.create();
  for (let offset = 0; offset < source.size; offset += CHUNK_BYTES) {
    hash.update(await source.read(offset, Math.min(CHUNK_BYTES, source.size - offset)));
  }
  return Buffer.from(hash.digest()).toString("hex");
}
