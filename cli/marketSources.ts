/** The logs that a market is audited by: files, or EVM logs that are decoded; with what was read for them. */
import { writeFile } from "node:fs/promises";
import { MalformedError } from "../transcripts/malformed.js";
import type { MarketConfig } from "../transcripts/market/config.js";
import type { DecodedProfile } from "../transcripts/market/evm/decode.js";
import { memorySource } from "../transcripts/memorySource.js";
import type { ByteSource } from "../transcripts/source.js";
import { UsageError } from "./exit.js";
import { openOrRefuse } from "./files.js";
import type { InputFile } from "./inputs.js";

/** One log to audit, and the files that it is from. */
export interface MarketSource {
  readonly log: ByteSource;
  /** The log itself, or what it was decoded from: to be closed when it was judged. */
  readonly inputs: readonly InputFile[];
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

/** What is asked to be audited. */
export type MarketRequest =
  | { readonly kind: "events"; readonly files: readonly string[] }
  | { readonly kind: "EVM logs"; readonly file: string; readonly profile: DecodedProfile };

/** @throws UsageError for flags that do not go together */
export function requestOf(files: readonly string[], flags: SourceFlags): MarketRequest {
  const { logs, events, receipts } = flags;
  if (logs === undefined) {
    if (files.length === 0) throw new UsageError("give the log of a market, or EVM logs with --logs");
    if (events !== undefined || receipts !== undefined)
      throw new UsageError("--receipts and --events are for --logs");
    return { kind: "events", files };
  }
  if (files.length > 0) throw new UsageError("give either logs of markets or --logs, not both");
  const profile = DECODED.find((one) => one === flags.profile);
  if (profile === undefined)
    throw new UsageError(`--profile says whose logs they are: ${DECODED.join(", ")}`);
  return { kind: "EVM logs", file: logs, profile };
}

/**
 * @param config what EVM logs do not hold
 * @throws UsageError for what cannot be opened or decoded, and EVM logs without a configuration
 */
export async function openSources(
  request: MarketRequest,
  flags: SourceFlags,
  config: MarketConfig | null,
): Promise<readonly MarketSource[]> {
  if (request.kind === "EVM logs") return [await decoded(request, flags, config)];
  return Promise.all(
    request.files.map(async (path) => {
      const log = await openOrRefuse(path);
      return { log, inputs: [{ role: "market", source: log }] };
    }),
  );
}

/** EVM logs as events; kept in memory, and written where asked. */
async function decoded(
  { file, profile }: Extract<MarketRequest, { kind: "EVM logs" }>,
  { receipts, events, ...flags }: SourceFlags,
  config: MarketConfig | null,
): Promise<MarketSource> {
  // What --profile says by itself is no such file.
  if (config === null || flags.config === undefined)
    throw new UsageError("--logs needs --config: the contract's address and windows are not in its logs");
  const logs = { role: "logs", source: await openOrRefuse(file) };
  const reverted = receipts === undefined ? null : { role: "receipts", source: await openOrRefuse(receipts) };
  const { decodeLogs } = await import("../transcripts/market/evm/decode.js");
  const text = await decodeLogs(logs.source, profile, config, reverted?.source ?? null).catch(refused);
  if (events !== undefined) {
    await writeFile(events, text).catch((error: Error) => {
      throw new UsageError(`${events} cannot be written: ${error.message}`);
    });
  }
  const log = memorySource(events ?? `${file} (decoded)`, new TextEncoder().encode(text));
  return { log, inputs: reverted === null ? [logs] : [logs, reverted] };
}

/** What stands beside a log must be readable: without it the log would be judged by other rules. */
export function refused(error: unknown): never {
  if (error instanceof MalformedError) throw new UsageError(error.message);
  throw error;
}
