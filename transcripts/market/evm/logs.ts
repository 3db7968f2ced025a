/** Logs as eth_getLogs returns them, in order, each with the time of its block. */
import { z } from "zod";
import { MalformedError } from "../../malformed.js";
import { asSchema, jsonValue } from "../../json.js";
import type { ByteSource } from "../../source.js";

export interface RawLog {
  /** In lower case. */
  readonly address: `0x${string}`;
  readonly topics: readonly `0x${string}`[];
  readonly data: `0x${string}`;
  readonly blk: number;
  /** Index in the block. */
  readonly li: number;
  /** Position of its transaction in the block; null where nobody says. */
  readonly txi: number | null;
  readonly tx: string;
  /** Unix time. */
  readonly t: number;
}

/** Half a million logs or so; longer stretches are decoded in parts. */
const MAX_BYTES = 512 * 1024 * 1024;

export const hexData = z
  .string()
  .regex(/^0x[0-9a-fA-F]*$/)
  .transform((text) => text.toLowerCase() as `0x${string}`);
/** "0x10", "16" or 16. */
export const quantity = z
  .union([z.int().min(0), z.string().regex(/^(?:0x[0-9a-fA-F]{1,13}|[0-9]{1,15})$/)])
  .transform(Number);

/** Where what is of a block does not say its time. */
export const blockTimes = z.exactOptional(
  z.record(z.string(), quantity).describe("Unix time by block number"),
);

const logSchema = z.object({
  address: hexData.refine((text) => text.length === 42, { error: "an address has 20 bytes" }),
  topics: z.array(hexData).max(4),
  data: hexData,
  blockNumber: quantity,
  transactionHash: hexData,
  logIndex: quantity,
  transactionIndex: z.exactOptional(quantity),
  // Newer nodes write it; block explorers write timeStamp.
  blockTimestamp: z.exactOptional(quantity),
  timeStamp: z.exactOptional(quantity),
  removed: z.exactOptional(z.boolean()),
});

/** A list of logs, an answer of JSON-RPC, or logs with the times of their blocks beside them. */
const fileSchema = z.preprocess(
  (value) => (Array.isArray(value) ? { logs: value } : value),
  z.object({
    logs: z.exactOptional(z.array(logSchema)),
    result: z.exactOptional(z.array(logSchema)),
    blocks: blockTimes,
  }),
);

/**
 * All logs in the order of the chain. Logs that a reorganisation removed are left out.
 * @throws MalformedError for a file that is no such list, and for a log whose block has no time
 */
export async function readLogs(source: ByteSource): Promise<readonly RawLog[]> {
  const value = await jsonValue(source, MAX_BYTES);
  const { logs, result, blocks = {} } = asSchema(source, value, fileSchema, "EVM logs");
  const given = logs ?? result;
  if (given === undefined) throw malformed(source, "file", "there is no list of logs in it");
  const times = new Map(Object.entries(blocks).map(([block, t]) => [Number(block), t]));
  const all = given
    .map((log, index) => ({ log, index }))
    .filter(({ log }) => log.removed !== true)
    .map(({ log, index }): RawLog => {
      const { address, topics, data, blockNumber: blk, transactionHash: tx, logIndex: li } = log;
      const t = log.blockTimestamp ?? log.timeStamp ?? times.get(blk);
      if (t === undefined) {
        throw malformed(
          source,
          `log ${index}`,
          `nobody says when block ${blk} was: add blockTimestamp, or "blocks"`,
        );
      }
      return { address, topics, data, blk, li, txi: log.transactionIndex ?? null, tx, t };
    });
  all.sort((a, b) => a.blk - b.blk || a.li - b.li);
  for (const [i, log] of all.entries()) {
    const before = all[i - 1];
    if (before === undefined || before.blk !== log.blk || before.li !== log.li) continue;
    throw malformed(source, "file", `two logs are number ${log.li} of block ${log.blk}`);
  }
  return all;
}

function malformed(source: ByteSource, section: string, problem: string): MalformedError {
  return new MalformedError({ file: source.path, section, offset: 0, problem });
}
