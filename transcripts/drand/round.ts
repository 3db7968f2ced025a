/** drand rounds as relays write them, one or a list of them in a JSON file. */
import { z } from "zod";
import { readJson } from "../json.js";
import type { ByteSource } from "../source.js";

/** A round as somebody claims it; whether its signature holds is for the checks to say. */
export interface RoundRecord {
  readonly file: string;
  /** Position in the file's list; null where it holds one round. */
  readonly index: number | null;
  /** Hash of the chain, where the file says it: relays leave it to the address that was asked. */
  readonly chain: string | null;
  readonly round: number;
  readonly signature: Uint8Array;
  readonly previousSignature: Uint8Array | null;
  /** As claimed; newer relays leave it out, for it is the SHA-256 of the signature. */
  readonly randomness: Uint8Array | null;
}

/** A file of rounds is short; the longest here would hold 10,000 of them. */
const MAX_ROUNDS_BYTES = 8 * 1024 * 1024;

const hex = z
  .string()
  .max(512)
  .regex(/^(?:[0-9a-f]{2})+$/i, "hexadecimal digits are needed, two a byte")
  .transform((text) => new Uint8Array(Buffer.from(text, "hex")));

/** Members that nobody here reads are allowed: relays add some. */
const roundSchema = z.object({
  chain: z.exactOptional(
    z.string().regex(/^[0-9a-f]{64}$/i, "a chain is named by its hash, 64 hexadecimal digits"),
  ),
  round: z.int().min(1),
  signature: hex,
  previous_signature: z.exactOptional(hex),
  randomness: z.exactOptional(hex),
});
type RelayRound = z.output<typeof roundSchema>;

/** A file that is one round is a list of one. */
const fileSchema = z.preprocess(
  (value) => (Array.isArray(value) ? value : [value]),
  z.array(roundSchema).min(1),
);

/** @throws MalformedError where the text is no round and no list of rounds */
export async function readRounds(source: ByteSource): Promise<readonly RoundRecord[]> {
  const parsed = await readJson(source, fileSchema, "drand rounds", MAX_ROUNDS_BYTES);
  return parsed.map((one, index) => record(source.path, parsed.length === 1 ? null : index, one));
}

/**
 * A round from the text that a relay answered.
 * @param origin what stands for a path in messages: the address that was asked
 * @throws Error where it is none
 */
export function parseRelayRound(text: string, origin: string): RoundRecord {
  const parsed = roundSchema.safeParse(JSON.parse(text));
  if (!parsed.success) throw new Error(`no drand round: ${z.prettifyError(parsed.error)}`);
  return record(origin, null, parsed.data);
}

function record(file: string, index: number | null, round: RelayRound): RoundRecord {
  return {
    file,
    index,
    chain: round.chain?.toLowerCase() ?? null,
    round: round.round,
    signature: round.signature,
    previousSignature: round.previous_signature ?? null,
    randomness: round.randomness ?? null,
  };
}
