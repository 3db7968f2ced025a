/** The logs that a market is audited by: files, or EVM logs that are decoded; with what was read for them. */
import { writeFile } from "node:fs/promises";
import type { InputRecord } from "../findings/index.js";
import { MalformedError } from "../transcripts/malformed.js";
import { readMarketConfig } from "../transcripts/market/config.js";
import type { DecodedProfile } from "../transcripts/market/evm/decode.js";
import { memorySource } from "../transcripts/memorySource.js";
import type { ByteSource } from "../transcripts/source.js";
import { UsageError } from "./exit.js";
import { inputRecord, openOrRefuse } from "./files.js";

/** One log to audit, and the files that it is from. */
export interface MarketSource {
  readonly log: ByteSource;
  /** Of the log itself, or of what it was decoded from. */
  readonly inputs: readonly InputRecord[];
}

export interface SourceFlags {
  readonly config?: string;
  readonly logs?: string;
  readonly profile?: string;
  readonly receipts?: string;
  readonly events?: string;
}

/** Profiles whose contracts' logs can be decoded. */
const DECODED = ["zkpool", "brevis", "boundless"] as const satisfies readonly DecodedProfile[];

/** @throws UsageError for what cannot be opened or decoded, and flags that do not go together */
export async function marketSources(
  files: readonly string[],
  flags: SourceFlags,
): Promise<readonly MarketSource[]> {
  if (flags.logs === undefined) {
    if (files.length === 0) throw new UsageError("give the log of a market, or EVM logs with --logs");
    if (flags.events !== undefined || flags.receipts !== undefined) {
      throw new UsageError("--receipts and --events are for --logs");
    }
    return Promise.all(
      files.map(async (path) => {
        const log = await openOrRefuse(path);
        return { log, inputs: [await inputRecord("market", log)] };
      }),
    );
  }
  if (files.length > 0) throw new UsageError("give either logs of markets or --logs, not both");
  return [await decoded(flags.logs, flags)];
}

/** EVM logs as events; kept in memory, and written where asked. */
async function decoded(path: string, flags: SourceFlags): Promise<MarketSource> {
  const profile = DECODED.find((one) => one === flags.profile);
  if (profile === undefined)
    throw new UsageError(`--profile says whose logs they are: ${DECODED.join(", ")}`);
  if (flags.config === undefined) {
    throw new UsageError("--logs needs --config: the contract's address and windows are not in its logs");
  }
  const logs = await openOrRefuse(path);
  const receipts = flags.receipts === undefined ? null : await openOrRefuse(flags.receipts);
  const inputs = [await inputRecord("logs", logs)];
  if (receipts !== null) inputs.push(await inputRecord("receipts", receipts));
  const text = await decodeFile(logs, profile, await openOrRefuse(flags.config), receipts);
  const name = flags.events ?? `${path} (decoded)`;
  if (flags.events !== undefined) {
    await writeFile(flags.events, text).catch((error: Error) => {
      throw new UsageError(`${flags.events} cannot be written: ${error.message}`);
    });
  }
  return { log: memorySource(name, new TextEncoder().encode(text)), inputs };
}

async function decodeFile(
  logs: ByteSource,
  profile: DecodedProfile,
  config: ByteSource,
  receipts: ByteSource | null,
): Promise<string> {
  try {
    const { decodeLogs } = await import("../transcripts/market/evm/decode.js");
    return await decodeLogs(logs, profile, await readMarketConfig(config), receipts);
  } catch (error) {
    return refused(error);
  } finally {
    await Promise.all([logs.close(), config.close(), receipts?.close()]);
  }
}

/** What stands beside a log must be readable: without it the log would be judged by other rules. */
export function refused(error: unknown): never {
  if (error instanceof MalformedError) throw new UsageError(error.message);
  throw error;
}
