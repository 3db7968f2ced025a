/** Unfinished runs of iterated hashing, kept between runs of the tool. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { EXPONENT_LIMIT, type IterationCheckpoint } from "../algebra/hashing/iteratedSha256.js";
import type { CheckpointStore } from "../algebra/hashing/iterationPolicy.js";
import { keepRecord } from "./userCache.js";

const hex = (bytes: number, most = bytes) =>
  z.string().regex(new RegExp(`^(?:[0-9a-f]{2}){${bytes},${most}}$`));
const checkpointSchema = z.strictObject({
  schema: z.literal("zkassay-iterations/1"),
  value: hex(1, 255),
  exponent: z.int().min(0).max(EXPONENT_LIMIT),
  done: z.int().min(1),
  digest: hex(32),
});

/** Checkpoints as JSON files, one for each value and exponent, replaced as a whole. */
export function checkpointsIn(folder: string): CheckpointStore {
  const pathOf = (value: Uint8Array, exponent: number): string =>
    join(
      folder,
      `iterations-${createHash("sha256").update(value).digest("hex").slice(0, 32)}-${exponent}.json`,
    );
  return {
    async load(value, exponent) {
      const stored = await read(pathOf(value, exponent));
      const isOfRun = stored?.exponent === exponent && Buffer.compare(stored.value, value) === 0;
      return isOfRun && stored.done <= 2 ** exponent ? stored : null;
    },
    async save({ value, exponent, done, digest }) {
      const record: z.input<typeof checkpointSchema> = {
        schema: "zkassay-iterations/1",
        value: Buffer.from(value).toString("hex"),
        exponent,
        done,
        digest: Buffer.from(digest).toString("hex"),
      };
      await keepRecord(pathOf(value, exponent), record);
    },
  };
}

/** A stored checkpoint; null where there is none, or none that can be read: the run then starts anew. */
async function read(path: string): Promise<IterationCheckpoint | null> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch {
    return null;
  }
  try {
    const { value, exponent, done, digest } = checkpointSchema.parse(JSON.parse(text));
    const bytes = (digits: string): Uint8Array => new Uint8Array(Buffer.from(digits, "hex"));
    return { value: bytes(value), exponent, done, digest: bytes(digest) };
  } catch {
    return null;
  }
}
