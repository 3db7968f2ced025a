/** The rounds that were given, verified once a run; and what announcements say of them. */
import type { Announcement, BeaconSource } from "../../transcripts/announcement.js";
import { drandChains, findChain, timeOfRound, type DrandChain } from "../../transcripts/drand/chains.js";
import type { RoundRecord } from "../../transcripts/drand/round.js";
import type { CheckContext } from "../check.js";

/** A round as given, with the chain that signed it; or why there is none. */
export type JudgedRound =
  | { readonly record: RoundRecord; readonly chain: DrandChain; readonly fault: null }
  | { readonly record: RoundRecord; readonly chain: DrandChain | null; readonly fault: string };

export type DrandSource = Extract<BeaconSource, { kind: "drand" }>;

const judged = new WeakMap<readonly RoundRecord[], Promise<readonly JudgedRound[]>>();

/** Judges every round: under the chain that it or an announcement names, or under every chain that its form allows. */
export function judgeRounds(
  rounds: readonly RoundRecord[],
  announcements: readonly Announcement[],
  context: Pick<CheckContext, "weights">,
): Promise<readonly JudgedRound[]> {
  const verdicts = judged.get(rounds) ?? judge(rounds, announcements, context);
  judged.set(rounds, verdicts);
  return verdicts;
}

async function judge(
  rounds: readonly RoundRecord[],
  announcements: readonly Announcement[],
  context: Pick<CheckContext, "weights">,
): Promise<readonly JudgedRound[]> {
  if (rounds.length === 0) return [];
  // The curves of drand are loaded with the first round: most runs have none.
  const { candidateChains, roundFaults } = await import("./rounds.js");
  const candidates = rounds.map((record) => chainsFor(record, announcements, candidateChains));
  const verdicts = rounds.map((record, i): JudgedRound => {
    const [chain = null] = candidates[i] ?? [];
    return { record, chain, fault: chain === null ? unknownChain(record) : "" };
  });
  // Chain after chain, each with what no chain before it has signed: a batch that fails is a slow one.
  for (const chain of drandChains) {
    const open = rounds.flatMap((record, index) =>
      verdicts[index]?.fault !== null && candidates[index]?.includes(chain) === true
        ? [{ index, record }]
        : [],
    );
    const faults = roundFaults(
      open.map(({ record }) => ({ chain, record })),
      (count) => context.weights(`drand rounds of ${chain.hash}`).integers(0, count),
    );
    for (const [i, { index, record }] of open.entries()) {
      const fault = faults[i] ?? null;
      verdicts[index] =
        fault === null ? { record, chain, fault } : refusedUnder(candidates[index] ?? [], record, fault);
    }
  }
  return verdicts;
}

/** The fault under the only chain that came into question, or that none of several has signed the round. */
function refusedUnder(chains: readonly DrandChain[], record: RoundRecord, fault: string): JudgedRound {
  const [only = null] = chains;
  if (chains.length === 1) return { record, chain: only, fault };
  const names = chains.map(({ name }) => name).join(", ");
  return {
    record,
    chain: null,
    fault: `it verifies under none of the chains that its form allows: ${names}`,
  };
}

function unknownChain(record: RoundRecord): string {
  if (record.chain !== null) return `the chain ${record.chain} is not among the pinned ones`;
  return "its signature, previous signature and randomness have the form of no pinned chain's rounds";
}

/** A relay's answer does not name its chain: the announcement of that round does. */
function chainsFor(
  record: RoundRecord,
  announcements: readonly Announcement[],
  candidateChains: (record: RoundRecord) => readonly DrandChain[],
): readonly DrandChain[] {
  if (record.chain !== null) return candidateChains(record);
  const announced = announcements.flatMap(({ source }) =>
    source.kind === "drand" && source.round === record.round ? [findChain(source.chain)] : [],
  );
  const chains = announced.filter((chain) => chain !== null);
  return chains.length > 0 ? chains : candidateChains(record);
}

/** The verified round that a source names, or null. */
export function roundOf(source: DrandSource, rounds: readonly JudgedRound[]): RoundRecord | null {
  const chain = findChain(source.chain);
  const found = rounds.find(
    (one) => one.fault === null && one.chain === chain && one.record.round === source.round,
  );
  return found?.record ?? null;
}

/** The beacon chain's genesis and slot (Ethereum consensus specification, mainnet). */
const ETHEREUM_GENESIS = 1_606_824_023;
const SECONDS_PER_SLOT = 12;

/** Unix time from which a source's value could be known, seconds; null where nothing says. */
export function knownFrom(source: BeaconSource): number | null {
  if (source.kind === "drand") {
    const chain = findChain(source.chain);
    return chain === null ? null : timeOfRound(chain, source.round);
  }
  if (source.kind === "ethereum-randao") return ETHEREUM_GENESIS + SECONDS_PER_SLOT * source.slot;
  return source.knownFrom;
}

/** A source in words. */
export function describeSource(source: BeaconSource): string {
  if (source.kind === "drand")
    return `drand round ${source.round} of ${findChain(source.chain)?.name ?? source.chain}`;
  if (source.kind === "ethereum-randao") return `the RANDAO reveal of Ethereum slot ${source.slot}`;
  return source.description;
}

/** Where a relay answers with the round. */
export function roundAddress(source: DrandSource): string {
  const chain = findChain(source.chain)?.hash ?? source.chain;
  return `https://api.drand.sh/${chain}/public/${source.round}`;
}
