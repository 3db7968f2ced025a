/**
 * Which digests are SHA-256 of a text out of a long list. To hash the list takes as long as all else that a small key
 * needs, so the build saves the first 28 bits of every digest, and the list is hashed only where those of a digest are
 * among them: of other digests, one in 2²⁸/n for a list of n texts.
 *
 * The file, in little-endian u16: how many digests begin with each of the 2¹² first 12 bits, and then, in the order of
 * those, the 16 bits that follow in each digest.
 */
import { hash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { builtFile } from "../packageFiles.js";

const BUCKETS = 1 << 12;

export interface TextList {
  /** Where the build saves the table of the list, in dist/. */
  readonly table: string;
  each(visit: (text: string) => void): void;
}

/** Digests by their first 12 bits: the next 16 bits of those that begin with b are lows[starts[b] … starts[b + 1]). */
interface Table {
  readonly starts: Uint32Array;
  readonly lows: Uint16Array;
}

/**
 * The texts behind digests of 32 bytes each, by the digest in Latin-1.
 * @throws Error when the saved table is damaged
 */
export function textsBehind(digests: readonly Uint8Array[], list: TextList): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const candidates = new Set(likely(digests, list.table).map(latin1));
  if (candidates.size === 0) return texts;
  list.each((text) => {
    // Latin-1 ("binary") is the fastest of the forms of a digest to make and to look up.
    const digest = hash("sha256", text, "binary");
    if (candidates.has(digest)) texts.set(digest, text);
  });
  return texts;
}

export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}

/** The digests whose first bits are in the saved table; all of them where nothing was saved. */
function likely(digests: readonly Uint8Array[], table: string): readonly Uint8Array[] {
  const file = builtFile(table);
  if (digests.length === 0 || !existsSync(file)) return digests;
  const parsed = parseTable(readFileSync(file));
  if (parsed === null) throw new Error(`${file} is damaged: run "npm run build"`);
  return digests.filter((digest) => isLikely(parsed, digest));
}

/** Whether a digest of the list begins as this one does. */
export function isLikely({ starts, lows }: Table, digest: Uint8Array): boolean {
  const { bucket, low } = firstBits(digest);
  return lows.subarray(starts[bucket], starts[bucket + 1]).includes(low);
}

/** Null when the counts are not those of what follows. */
export function parseTable(bytes: Uint8Array): Table | null {
  if (bytes.length % 2 !== 0 || bytes.length < 2 * BUCKETS) return null;
  // A copy, for a view of words must begin at a multiple of two.
  const words = new Uint16Array(bytes.slice().buffer);
  const starts = new Uint32Array(BUCKETS + 1);
  for (let bucket = 0; bucket < BUCKETS; bucket++)
    starts[bucket + 1] = (starts[bucket] as number) + (words[bucket] as number);
  const lows = words.subarray(BUCKETS);
  return starts[BUCKETS] === lows.length ? { starts, lows } : null;
}

/** The table of a list, as it is saved. */
export function tableOf({ each }: TextList): Uint8Array {
  const buckets = Array.from({ length: BUCKETS }, (): number[] => []);
  each((text) => {
    const { bucket, low } = firstBits(hash("sha256", text, "buffer"));
    buckets[bucket]?.push(low);
  });
  const words = Uint16Array.from([...buckets.map(({ length }) => length), ...buckets.flat()]);
  return new Uint8Array(words.buffer);
}

export function saveTable(list: TextList): void {
  const file = builtFile(list.table);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, tableOf(list));
}

function firstBits(digest: Uint8Array): { readonly bucket: number; readonly low: number } {
  const first = new DataView(digest.buffer, digest.byteOffset, digest.byteLength).getUint32(0);
  return { bucket: first >>> 20, low: (first >>> 4) & 0xffff };
}
