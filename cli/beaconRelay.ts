/** A round from a relay, verified before anybody sees it. */
import { utc } from "../checks/beacon/dates.js";
import { randomnessOf } from "../checks/beacon/randomness.js";
import { roundFaults } from "../checks/beacon/rounds.js";
import {
  drandChains,
  findChain,
  roundAt,
  timeOfRound,
  type DrandChain,
} from "../transcripts/drand/chains.js";
import { fetchDifference, fetchRound, RelayError } from "../transcripts/drand/relay.js";
import { UsageError } from "./exit.js";

/** What the relay said, as it is written down; or what is false about it. */
export type Fetched =
  { readonly fault: null; readonly json: Readonly<Record<string, unknown>> } | { readonly fault: string };

/**
 * @param timeout seconds for each answer
 * @throws UsageError where the round cannot be had: unknown chain, not due yet, no answer
 */
export async function fetchVerified(
  relay: URL,
  chainName: string,
  round: number,
  timeout: number,
): Promise<Fetched> {
  const chain = findChain(chainName);
  if (chain === null) {
    const names = drandChains.map(({ name }) => name).join(", ");
    throw new UsageError(`there is no pinned chain ${chainName}; there are ${names}`);
  }
  if (round > roundAt(chain, Date.now() / 1000)) {
    throw new UsageError(
      `round ${round} of ${chain.name} is due at ${utc(timeOfRound(chain, round))}; ask again then`,
    );
  }
  try {
    return await fetchFrom(relay, chain, round, 1000 * timeout);
  } catch (error) {
    if (error instanceof RelayError) throw new UsageError(error.message);
    throw error;
  }
}

async function fetchFrom(relay: URL, chain: DrandChain, round: number, timeout: number): Promise<Fetched> {
  const difference = await fetchDifference(relay, chain, { timeout });
  if (difference !== null) return { fault: `the relay describes another chain: ${difference}` };
  const record = await fetchRound(relay, chain, round, { timeout });
  const [fault] = roundFaults([{ chain, record }], (count) => Array.from({ length: count }, () => 1n));
  if (fault !== null) return { fault: `${record.file} is no round of ${chain.name}: ${fault ?? ""}` };
  const { signature, previousSignature } = record;
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
  return {
    fault: null,
    json: {
      chain: chain.hash,
      round,
      randomness: hex(randomnessOf(record)),
      signature: hex(signature),
      ...(previousSignature === null ? {} : { previous_signature: hex(previousSignature) }),
    },
  };
}
