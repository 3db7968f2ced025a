import type { MarketEvent } from "../../transcripts/market/events.js";
import type { MarketLine } from "../../transcripts/market/read.js";
import { at, type MarketClaim } from "./claim.js";
import type { Accounts } from "./replay/accounts.js";
import type { Place, Task } from "./replay/task.js";
import { isOfAsset, type Terms } from "./terms.js";
import { isBurnt, units } from "./words.js";

/** Lines of one transaction that a finding names. */
const MOST_NAMED = 8;

/** What a market says of its holdings of one asset. */
interface Book {
  /** Tokens in less tokens out, by the token's own logs. */
  held: bigint;
  /** What it owes: escrows of tasks that are above zero, stakes, balances, its own earnings. */
  owed: bigint;
  legs: boolean;
  /** The difference that was last reported. */
  reported: bigint;
  /** The first lines at which the two differed before any token log was seen. */
  early: readonly Place[] | null;
  /** Lines of this transaction that are about the asset, the first few. */
  touched: Place[];
}

export const conserve: MarketClaim = {
  id: "market/conserve",
  claim: "The market holds what it owes: tokens in − tokens out = held = Σ locked + Σ free, for each asset",
  severity: "critical",
  cites: ["Boundless: expectMarketBalanceUnchanged", "Succinct: PROVEConservation; Trail of Bits TOB-SUCC-3"],
  impact: "Somebody's money is gone, or is counted twice: the last to withdraw are not paid.",
  advice: "Compare the token's transfers with the market's own events from the named transaction on.",
  method:
    "After each transaction, for each asset: held is the sum of the token's own Transfer logs into the market's address less " +
    "those out of it; owed is the sum of all escrows, stakes and balances above zero that the market's events make. " +
    "A debt below zero pays for no other. A difference is reported where it appears or changes. Where a log has no token " +
    "logs of an asset, its holdings are not known, and the check is inconclusive. No balance or stake may fall below zero.",
  ofEverything: true,
  nothing: "no event moves money",
  observe: ({ terms, book: { accounts } }, report) => {
    const books = new Map<string, Book>();
    const bookOf = (asset: string, line: MarketLine): Book => {
      const known = books.get(asset);
      const one = known ?? { held: 0n, owed: 0n, legs: false, reported: 0n, early: null, touched: [] };
      if (known === undefined) books.set(asset, one);
      const last = one.touched.at(-1);
      if (last?.seq !== line.event.seq && one.touched.length < MOST_NAMED) one.touched.push(at(line));
      return one;
    };
    const owe = (line: MarketLine, asset: string, change: bigint): void => {
      bookOf(asset, line).owed += change;
    };
    const differ = (asset: string, one: Book, places: readonly Place[]): void => {
      const difference = one.held - one.owed;
      if (difference === one.reported) return;
      one.reported = difference;
      if (difference === 0n) return;
      report.found(`held = owed, for ${asset}`, places, {
        values: {
          held: units(one.held, asset),
          owed: units(one.owed, asset),
          difference: units(difference, asset),
        },
      });
    };
    return {
      each(line, task) {
        const { event } = line;
        if (event.type === "transfer") {
          const asset = terms.assets.get(event.asset);
          // Logs of other contracts, and of assets that nobody declared, are no transfers: market/events says so.
          if (asset === undefined || !isOfAsset(event, asset)) return;
          const one = bookOf(event.asset, line);
          one.legs = true;
          if (event.to === terms.contract) one.held += BigInt(event.amount);
          if (event.from === terms.contract) one.held -= BigInt(event.amount);
          return;
        }
        for (const [asset, change] of debts(event, task, terms)) owe(line, asset, change);
        const below = overdrawn(event, accounts);
        if (below !== null) report.found(`${below} ≥ 0`, [at(line)]);
      },
      group() {
        for (const [asset, one] of books) {
          const { touched } = one;
          if (touched.length === 0) continue;
          one.touched = [];
          report.looked();
          if (!one.legs) {
            if (one.held !== one.owed) one.early ??= touched;
            continue;
          }
          if (one.early !== null) {
            // There are token logs, and they begin late: what came in before is not in them.
            differ(asset, one, one.early);
            one.early = null;
          } else differ(asset, one, touched);
        }
      },
      finish() {
        for (const [asset, { legs, owed }] of books) {
          if (legs) report.fact(`Held at the end, ${asset}`, String(owed));
          else
            report.undecided(
              `the log has no token logs of ${asset}: what the market holds of it is not known`,
            );
        }
      },
    };
  },
};

/** By how much an event changes what the market owes of an asset. */
function* debts(event: MarketEvent, task: Task | null, terms: Terms): Generator<[string, bigint]> {
  const { lockedFrom, releasedTo, slashes } = terms.profile;
  switch (event.type) {
    case "actor.join":
      if (event.stake !== undefined && slashes !== "elsewhere")
        yield [event.stake.asset, BigInt(event.stake.amount)];
      return;
    case "stake.add":
      if (slashes !== "elsewhere") yield [event.asset, BigInt(event.amount)];
      return;
    case "stake.withdraw":
      if (slashes !== "elsewhere") yield [event.asset, -BigInt(event.amount)];
      return;
    case "balance.add":
      return yield [event.asset, BigInt(event.amount)];
    case "balance.withdraw":
      return yield [event.asset, -BigInt(event.amount)];
    case "lock": {
      const amount = BigInt(event.amount);
      yield [event.asset, escrowed(task, event.asset, amount)];
      if (lockedFrom === "balance" || event.from === terms.contract) yield [event.asset, -amount];
      return;
    }
    case "release":
    case "pay": {
      if (event.type === "pay" && event.from !== terms.contract) return;
      const amount = BigInt(event.amount);
      yield [event.asset, escrowed(task, event.asset, -amount)];
      if (releasedTo === "balance" || event.to === terms.contract) yield [event.asset, amount];
      return;
    }
    case "slash": {
      if (slashes === "elsewhere") return;
      const sum = event.parts.reduce((total, { amount }) => total + BigInt(amount), 0n);
      if (slashes === "stake") yield [event.asset, -BigInt(event.amount)];
      else yield [event.asset, escrowed(task, event.asset, -sum)];
      for (const { to, amount } of event.parts) {
        const stays = to === terms.contract || (releasedTo === "balance" && !isBurnt(to));
        if (stays) yield [event.asset, BigInt(amount)];
      }
      return;
    }
    default:
  }
}

/** The change of an escrow as a debt: what is below zero is owed to nobody. The book has the escrow after the event. */
function escrowed(task: Task | null, asset: string, change: bigint): bigint {
  if (task === null) return change;
  const after = task.escrow.get(asset) ?? 0n;
  return positive(after) - positive(after - change);
}

const positive = (amount: bigint): bigint => (amount > 0n ? amount : 0n);

/** Whose account an event leaves below zero, in words. */
function overdrawn(event: MarketEvent, accounts: Accounts): string | null {
  switch (event.type) {
    case "stake.withdraw":
      return accounts.stake(event.actor, event.asset) < 0n ? `stake of ${event.actor}` : null;
    case "slash":
      return accounts.stake(event.prover, event.asset) < 0n ? `stake of ${event.prover}` : null;
    case "balance.withdraw":
      return accounts.balance(event.actor, event.asset) < 0n ? `balance of ${event.actor}` : null;
    case "lock":
      return accounts.balance(event.from, event.asset) < 0n ? `balance of ${event.from}` : null;
    default:
      return null;
  }
}
