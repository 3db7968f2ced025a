/** Checkpoints of runs as JSON files. */
import { readFile } from "node:fs/promises";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { WalkSums } from "../algebra/obligations/walk.js";
import { digestsOf } from "../transcripts/digest.js";
import { openFile, type ByteSource } from "../transcripts/source.js";
import { keepRecord } from "./userCache.js";

const hex = (bytes?: number) =>
  z
    .string()
    .regex(bytes === undefined ? /^(?:[0-9a-f]{2})+$/ : new RegExp(`^[0-9a-f]{${2 * bytes}}$`))
    .transform((digits) => new Uint8Array(Buffer.from(digits, "hex")));
const index = z.int().min(0);
const point = hex();

const sumsSchema = z.strictObject({
  weighted: z.array(z.array(z.strictObject({ from: index, to: index, sum: point }))),
  scaled: z.array(point),
  fault: z.strictObject({ index, reason: z.enum(["not canonical", "not on curve"]) }).nullable(),
  firstInfinity: index.nullable(),
  windows: z.array(point).nullable(),
});
const fileSchema = z.strictObject({
  path: z.string(),
  bytes: index,
  sha256: z.string(),
  blake2b512: z.string(),
});
const keptSchema = z.strictObject({
  schema: z.literal("zkassay-run/1"),
  leftAt: z.iso.datetime(),
  seed: hex(32),
  files: z.array(fileSchema),
  sums: z.record(z.string(), sumsSchema),
});

/** What an earlier run has left. */
export interface Kept {
  /** RFC 3339. */
  readonly leftAt: string;
  readonly seed: Uint8Array;
  readonly sums: ReadonlyMap<string, WalkSums>;
}

type FileRecord = z.infer<typeof fileSchema>;

/** A checkpoint; null where it cannot be read, or where the files are not what they were. */
export async function readKept(path: string, files: readonly string[]): Promise<Kept | null> {
  try {
    const { leftAt, seed, sums, files: were } = keptSchema.parse(JSON.parse(await readFile(path, "utf8")));
    if (files.length !== were.length) return null;
    for (const [i, file] of files.entries()) if (!(await isAsItWas(file, were[i]))) return null;
    return { leftAt, seed, sums: new Map(Object.entries(sums)) };
  } catch {
    return null;
  }
}

/** Its size is compared first: a large file takes minutes to hash. */
function isAsItWas(path: string, was: FileRecord | undefined): Promise<boolean> {
  return onFile(
    path,
    async (source) => source.size === was?.bytes && isDeepStrictEqual(await recordOf(source), was),
  );
}

async function recordOf(source: ByteSource): Promise<FileRecord> {
  return { path: source.path, bytes: source.size, ...(await digestsOf(source)) };
}

async function onFile<T>(path: string, work: (source: ByteSource) => Promise<T>): Promise<T> {
  const source = await openFile(path);
  try {
    return await work(source);
  } finally {
    await source.close();
  }
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** Writes a checkpoint whole, for the user alone. */
export async function writeKept(
  path: string,
  files: readonly string[],
  seed: Uint8Array,
  sums: ReadonlyMap<string, WalkSums>,
): Promise<void> {
  const records: FileRecord[] = [];
  for (const file of files) records.push(await onFile(file, recordOf));
  const kept: z.input<typeof keptSchema> = {
    schema: "zkassay-run/1",
    leftAt: new Date().toISOString(),
    seed: hexOf(seed),
    files: records,
    sums: Object.fromEntries([...sums].map(([key, one]) => [key, inHex(one)])),
  };
  await keepRecord(path, kept);
}

function inHex({ weighted, scaled, windows, ...rest }: WalkSums): z.input<typeof sumsSchema> {
  return {
    ...rest,
    weighted: weighted.map((column) => column.map((segment) => ({ ...segment, sum: hexOf(segment.sum) }))),
    scaled: scaled.map(hexOf),
    windows: windows?.map(hexOf) ?? null,
  };
}
