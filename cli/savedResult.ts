/** A result that --json wrote, as it comes back: from a file, or from a pipe. */
import { createReadStream } from "node:fs";
import type { Result } from "../findings/index.js";
import { parseResult, ResultFormatError } from "../reports/json/index.js";
import { UsageError } from "./exit.js";
import { refusal } from "./refusal.js";

/** The result of a ceremony of 5,000 contributions has 4 MB. */
const MAX_BYTES = 256 * 1024 * 1024;

/** @throws UsageError for what cannot be read, is longer than any result, or is none */
export async function readResult(path: string): Promise<Result> {
  const text = await textOf(path).catch((error: Error) => {
    throw new UsageError(`${path} cannot be read: ${refusal(error)}`);
  });
  try {
    return parseResult(text);
  } catch (error) {
    if (error instanceof ResultFormatError) throw new UsageError(`${path}: ${error.message}`);
    throw error;
  }
}

async function textOf(path: string): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MAX_BYTES)
      throw new Error(`it has more than ${MAX_BYTES} bytes, and is no result of zkassay`);
  }
  return Buffer.concat(chunks).toString("utf8");
}
