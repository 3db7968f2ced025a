/** The rounds of ../shared/data/drand, as records. */
import { readFileSync } from "node:fs";
import type { RoundRecord } from "../../../transcripts/drand/round.js";

interface RawRound {
  readonly chain: string;
  readonly round: number;
  readonly signature: string;
  readonly previous_signature?: string;
  readonly randomness?: string;
}

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, "hex"));

/** Every round of a rounds.json. */
export function roundsOf(path: string): RoundRecord[] {
  const { rounds } = JSON.parse(readFileSync(path, "utf8")) as { readonly rounds: readonly RawRound[] };
  return rounds.map((one, index) => ({
    file: path,
    index,
    chain: one.chain,
    round: one.round,
    signature: bytes(one.signature),
    previousSignature: one.previous_signature === undefined ? null : bytes(one.previous_signature),
    randomness: one.randomness === undefined ? null : bytes(one.randomness),
  }));
}
