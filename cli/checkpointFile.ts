/** Checkpoints of runs as JSON files. */
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import type { WalkSums } from "../algebra/obligations/walk.js";
import { digestsOf } from "../transcripts/digest.js";
import { openFile } from "../transcripts/source.js";

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
async function isAsItWas(path: string, was: FileRecord | undefined): Promise<boolean> {
  if (was?.path !== path) return false;
  const now = await recordOf(path, (bytes) => bytes === was.bytes);
  return now !== null && now.sha256 === was.sha256 && now.blake2b512 === was.blake2b512;
}

/** The digests of a file; null where its size is not the one that is wanted. */
async function recordOf(path: string, isWanted: (bytes: number) => boolean): Promise<FileRecord | null> {
  const source = await openFile(path);
  try {
    return isWanted(source.size) ? { path, bytes: source.size, ...(await digestsOf(source)) } : null;
  } finally {
    await source.close();
  }
}

/** Writes a checkpoint whole, for the user alone. */
export async function writeKept(
  path: string,
  files: readonly string[],
  seed: Uint8Array,
  sums: ReadonlyMap<string, WalkSums>,
): Promise<void> {
  const records: (FileRecord | null)[] = [];
  for (const file of files) records.push(await recordOf(file, () => true));
  const kept = {
    schema: "zkassay-run/1",
    leftAt: new Date().toISOString(),
    seed,
    files: records,
    sums: Object.fromEntries(sums),
  };
  const text = JSON.stringify(kept, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString("hex") : value,
  );
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.new`, `${text}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
}
