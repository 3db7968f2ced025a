/** drand relays over HTTP: asked within bounds of time and size, and believed in nothing. */
import { z } from "zod";
import type { DrandChain } from "./chains.js";
import { parseRelayRound, type RoundRecord } from "./round.js";

export interface RelayOptions {
  /** Milliseconds for one answer, headers and body together. Default 10,000. */
  readonly timeout?: number;
}

/** The relay did not answer, or not with what was asked for; the message names the address. */
export class RelayError extends Error {
  override readonly name = "RelayError";
}

const TIMEOUT = 10_000;
/** A round is a few hundred bytes, and a chain's description about a thousand. */
const MAX_BYTES = 64 * 1024;

/**
 * GET /<chain hash>/public/<round>. The record still has to be verified.
 * @param relay address of a relay, with or without a path: "https://api.drand.sh"
 * @throws RelayError
 */
export async function fetchRound(
  relay: URL,
  chain: DrandChain,
  round: number,
  options: RelayOptions = {},
): Promise<RoundRecord> {
  const address = addressOf(relay, `${chain.hash}/public/${round}`);
  const text = await get(address, options);
  let record: RoundRecord;
  try {
    record = parseRelayRound(text, address.href);
  } catch (error) {
    throw new RelayError(`${address.href}: ${(error as Error).message}`);
  }
  if (record.round !== round) throw new RelayError(`${address.href}: the answer is round ${record.round}`);
  return { ...record, chain: chain.hash };
}

const infoSchema = z.object({
  public_key: z.string(),
  period: z.int(),
  genesis_time: z.int(),
  hash: z.string(),
  groupHash: z.string().optional(),
  schemeID: z.string().optional(),
});

/**
 * GET /<chain hash>/info: in what the relay's description differs from the pinned chain; null where it agrees.
 * @throws RelayError
 */
export async function fetchDifference(
  relay: URL,
  chain: DrandChain,
  options: RelayOptions = {},
): Promise<string | null> {
  const address = addressOf(relay, `${chain.hash}/info`);
  const text = await get(address, options);
  let info: z.output<typeof infoSchema>;
  try {
    info = infoSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new RelayError(`${address.href}: no description of a chain: ${(error as Error).message}`);
  }
  const pinned = [
    ["hash", info.hash, chain.hash],
    ["public_key", info.public_key, chain.publicKey],
    ["period", info.period, chain.period],
    ["genesis_time", info.genesis_time, chain.genesis],
    ["groupHash", info.groupHash ?? chain.groupHash, chain.groupHash],
    ["schemeID", info.schemeID ?? chain.scheme, chain.scheme],
  ] as const;
  const different = pinned.find(([, told, known]) => told !== known);
  return different === undefined ? null : `${different[0]} is ${different[1]}, and ${different[2]} is pinned`;
}

/** The relay's own path stays in front. */
function addressOf(relay: URL, path: string): URL {
  const base = new URL(relay);
  if (!base.pathname.endsWith("/")) base.pathname += "/";
  base.search = "";
  base.hash = "";
  return new URL(path, base);
}

async function get(address: URL, { timeout = TIMEOUT }: RelayOptions): Promise<string> {
  try {
    const answer = await fetch(address, {
      redirect: "error",
      headers: { accept: "application/json" },
      signal: AbortSignal.timeout(timeout),
    });
    if (!answer.ok)
      throw new RelayError(`${address.href}: the relay answers ${answer.status} ${answer.statusText}`.trim());
    return await bounded(answer, address);
  } catch (error) {
    if (error instanceof RelayError) throw error;
    const { name, message, cause } = error as Error;
    if (name === "TimeoutError")
      throw new RelayError(`${address.href}: no answer within ${timeout / 1000} s`);
    const reason = cause instanceof Error ? cause.message : message;
    throw new RelayError(`${address.href} cannot be asked: ${reason}`);
  }
}

/** The body as text, given up as soon as it is too long. */
async function bounded(answer: Response, address: URL): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer.body ?? []) {
    length += (part as Uint8Array).length;
    if (length > MAX_BYTES)
      throw new RelayError(`${address.href}: the answer is longer than ${MAX_BYTES} bytes`);
    parts.push(part as Uint8Array);
  }
  return Buffer.concat(parts).toString("utf8");
}
