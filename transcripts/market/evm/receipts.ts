/** Transactions that a chain took and reverted: no log of theirs remains, so that they are supplied beside the logs. */
import { z } from "zod";
import { asSchema, jsonValue } from "../../json.js";
import { MalformedError } from "../../malformed.js";
import type { ByteSource } from "../../source.js";
import { blockTimes, hexData, quantity } from "./logs.js";

/** A reverted transaction to the market's contract. */
export interface Rejected {
  /** Who sent it, in lower case. */
  readonly actor: string;
  /** The selector of the called function; "unknown" where the call is not given. */
  readonly action: string;
  /** The call's arguments as 32-byte words, each as 0x and 64 digits. */
  readonly words: ReadonlySet<string>;
  readonly blk: number;
  /** Position in the block; null where nobody says. */
  readonly txi: number | null;
  readonly tx: string;
  /** Unix time. */
  readonly t: number;
}

const MAX_BYTES = 64 * 1024 * 1024;

const address = hexData.refine((text) => text.length === 42, { error: "an address has 20 bytes" });

/** As eth_getTransactionReceipt, with the transaction's input and the block's time where they are known. */
const receiptSchema = z.object({
  status: quantity.refine((status) => status <= 1, { error: "a status is 0 or 1" }),
  from: address,
  // Null where a contract is made.
  to: z.nullable(address),
  blockNumber: quantity,
  transactionHash: hexData.refine((text) => text.length === 66, { error: "a hash has 32 bytes" }),
  transactionIndex: z.exactOptional(quantity),
  input: z.exactOptional(hexData),
  blockTimestamp: z.exactOptional(quantity),
  timeStamp: z.exactOptional(quantity),
});

const fileSchema = z.preprocess(
  (value) => (Array.isArray(value) ? { receipts: value } : value),
  z.object({ receipts: z.array(receiptSchema), blocks: blockTimes }),
);

/**
 * The reverted transactions to a contract, in the order of the chain; all others are left out.
 * @throws MalformedError for a file that is no list of receipts, two of one transaction, and a block without a time
 */
export async function readRejected(source: ByteSource, contract: string): Promise<readonly Rejected[]> {
  const value = await jsonValue(source, MAX_BYTES);
  const { receipts, blocks = {} } = asSchema(source, value, fileSchema, "receipts of transactions");
  const times = new Map(Object.entries(blocks).map(([block, t]) => [Number(block), t]));
  const seen = new Set<string>();
  const rejected: Rejected[] = [];
  for (const [index, receipt] of receipts.entries()) {
    const { transactionHash: tx, blockNumber: blk } = receipt;
    const refuse = (problem: string): MalformedError =>
      new MalformedError({ file: source.path, section: `receipt ${index}`, offset: 0, problem });
    if (seen.has(tx)) throw refuse(`the transaction ${tx} has two receipts`);
    seen.add(tx);
    if (receipt.status === 1 || receipt.to !== contract) continue;
    const t = receipt.blockTimestamp ?? receipt.timeStamp ?? times.get(blk);
    if (t === undefined) throw refuse(`nobody says when block ${blk} was: add blockTimestamp, or "blocks"`);
    const { action, words } = callOf(receipt.input ?? "0x");
    rejected.push({ actor: receipt.from, action, words, blk, txi: receipt.transactionIndex ?? null, tx, t });
  }
  return rejected.sort((a, b) => a.blk - b.blk || (a.txi ?? Infinity) - (b.txi ?? Infinity) || 0);
}

/** Selector and words of calldata: 4 bytes, then 32 each. */
function callOf(input: string): Pick<Rejected, "action" | "words"> {
  if (input.length < 10) return { action: "unknown", words: new Set() };
  const words = new Set<string>();
  for (let at = 10; at + 64 <= input.length; at += 64) words.add(`0x${input.slice(at, at + 64)}`);
  return { action: input.slice(0, 10), words };
}
