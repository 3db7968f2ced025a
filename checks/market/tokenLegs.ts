import type { EventOf } from "../../transcripts/market/events.js";
import type { MarketLine } from "../../transcripts/market/read.js";
import { at, type MarketClaim } from "./claim.js";
import type { Place } from "./replay/task.js";
import { isOfAsset } from "./terms.js";
import { isBurnt, units } from "./words.js";

/** What went from one to another in one transaction. */
interface Pair {
  readonly asset: string;
  readonly from: string;
  readonly to: string;
  said: bigint;
  moved: bigint;
  readonly places: Place[];
}

/** Lines that a finding names. */
const MOST_NAMED = 8;

export const tokenLegs: MarketClaim = {
  id: "market/token-legs",
  claim: "What the market says that it moved, the token moved: between the same two, in the same transaction",
  severity: "critical",
  cites: ["Code4rena Taiko 2024-03 H-04: someone else pays", "Brevis, SlowMist N8: fee on transfer"],
  impact: "A payment that the market reports went to somebody else, in part, or not at all.",
  advice: "Follow the token's own logs of the named transaction.",
  method:
    "In each transaction, for each asset, sender and receiver: the sum of the token's Transfer logs is at least the sum of the locks, " +
    "releases, payments and burnt parts that the market reports. Where a market keeps balances, locks and releases move no tokens. " +
    "Of the chain's own coin, transfers that no contract emitted are counted. Where a log has no transfers of an asset, nothing is known, and the check is inconclusive.",
  ofMovements: true,
  nothing: "no token moves by the market's own account",
  observe: ({ terms, evidence: { market } }, report) => {
    const { lockedFrom, releasedTo, slashes } = terms.profile;
    // Movements that no log showed are not held against tokens: the contract may send them by other ways.
    const inferred = (market.header.source?.inferred ?? 0) > 0;
    let pairs = new Map<string, Pair>();
    const withLogs = new Set<string>();
    /** The first movement of each asset before any token log of it. */
    const early = new Map<string, Pair>();

    const pairOf = (asset: string, from: string, to: string): Pair => {
      const key = `${asset} ${from} ${to}`;
      const known = pairs.get(key);
      const pair = known ?? { asset, from, to, said: 0n, moved: 0n, places: [] };
      if (known === undefined) pairs.set(key, pair);
      return pair;
    };
    const say = (line: MarketLine, asset: string, from: string, to: string, amount: string): void => {
      if (inferred || !terms.assets.has(asset)) return;
      const pair = pairOf(asset, from, to);
      pair.said += BigInt(amount);
      if (pair.places.length < MOST_NAMED) pair.places.push(at(line));
    };
    const out = (line: MarketLine<EventOf<"release" | "pay">>): void => {
      const { asset, from, to, amount } = line.event;
      if (from === terms.contract && releasedTo === "balance") return;
      say(line, asset, from, to, amount);
    };
    return {
      on: {
        transfer(line) {
          const { asset, from, to, amount } = line.event;
          const declared = terms.assets.get(asset);
          if (declared === undefined || !isOfAsset(line.event, declared)) return;
          withLogs.add(asset);
          pairOf(asset, from, to).moved += BigInt(amount);
        },
        lock(line) {
          const { asset, from, to, amount } = line.event;
          if (lockedFrom === "wallet") say(line, asset, from, to, amount);
        },
        release: out,
        pay: out,
        slash(line) {
          if (slashes === "elsewhere") return;
          for (const { to, amount } of line.event.parts) {
            if (to === terms.contract || (releasedTo === "balance" && !isBurnt(to))) continue;
            say(line, line.event.asset, terms.contract, to, amount);
          }
        },
      },
      group() {
        for (const pair of pairs.values()) {
          if (pair.said === 0n) continue;
          report.looked();
          if (pair.moved >= pair.said) continue;
          if (withLogs.has(pair.asset)) blame(pair);
          else if (!early.has(pair.asset)) early.set(pair.asset, pair);
        }
        pairs = new Map();
      },
      finish() {
        for (const [asset, pair] of early) {
          if (withLogs.has(asset)) blame(pair);
          else report.undecided(`the log has no token logs of ${asset}: whether it moved is not known`);
        }
      },
    };

    function blame({ asset, from, to, said, moved, places }: Pair): void {
      report.found(`tokens moved ≥ reported, for ${asset}`, places, {
        values: { from, to, reported: units(said, asset), moved: units(moved, asset) },
      });
    }
  },
};
