/** What the market keeps for each actor: stakes, free balances, weights. */
import type { MarketEvent } from "../../../transcripts/market/events.js";
import type { Terms } from "../terms.js";
import { isBurnt } from "../words.js";
import { TooMuch } from "./tooMuch.js";

/** More actors are not held. */
const MOST = 500_000;

/** Amounts of several assets; absent is none. */
type Purse = Map<string, bigint>;

export class Accounts {
  private readonly stakes = new Map<string, Purse>();
  private readonly balances = new Map<string, Purse>();
  private readonly weights = new Map<string, bigint>();

  constructor(private readonly terms: Terms) {}

  stake(actor: string, asset: string): bigint {
    return this.stakes.get(actor)?.get(asset) ?? 0n;
  }

  /** Whether anything is staked, of any asset. */
  hasStake(actor: string): boolean {
    return [...(this.stakes.get(actor)?.values() ?? [])].some((amount) => amount > 0n);
  }

  /** All that is staked, of assets together: for markets that stake one. */
  totalStake(actor: string): bigint {
    let total = 0n;
    for (const amount of this.stakes.get(actor)?.values() ?? []) total += amount;
    return total;
  }

  balance(actor: string, asset: string): bigint {
    return this.balances.get(actor)?.get(asset) ?? 0n;
  }

  weight(actor: string): bigint | undefined {
    return this.weights.get(actor);
  }

  get allWeights(): ReadonlyMap<string, bigint> {
    return this.weights;
  }

  apply(event: MarketEvent): void {
    const { lockedFrom, releasedTo, slashes } = this.terms.profile;
    switch (event.type) {
      case "actor.join":
        if (event.stake !== undefined)
          add(this.stakes, event.actor, event.stake.asset, BigInt(event.stake.amount));
        return;
      case "stake.add":
        return add(this.stakes, event.actor, event.asset, BigInt(event.amount));
      case "stake.withdraw":
        return add(this.stakes, event.actor, event.asset, -BigInt(event.amount));
      case "balance.add":
        return add(this.balances, event.actor, event.asset, BigInt(event.amount));
      case "balance.withdraw":
        return add(this.balances, event.actor, event.asset, -BigInt(event.amount));
      case "lock":
        if (lockedFrom === "balance") add(this.balances, event.from, event.asset, -BigInt(event.amount));
        return;
      case "release":
        if (releasedTo === "balance") add(this.balances, event.to, event.asset, BigInt(event.amount));
        return;
      case "pay":
        if (releasedTo === "balance" && event.from === this.terms.contract) {
          add(this.balances, event.to, event.asset, BigInt(event.amount));
        }
        return;
      case "slash":
        if (slashes === "stake") add(this.stakes, event.prover, event.asset, -BigInt(event.amount));
        for (const { to, amount } of event.parts) {
          if (releasedTo === "balance" && slashes !== "elsewhere" && !isBurnt(to))
            add(this.balances, to, event.asset, BigInt(amount));
        }
        return;
      case "weight.set":
        this.weights.set(event.actor, BigInt(event.new));
        if (this.weights.size > MOST) throw new TooMuch(`more than ${MOST} actors have weights`);
        return;
      default:
    }
  }
}

function add(purses: Map<string, Purse>, actor: string, asset: string, amount: bigint): void {
  let purse = purses.get(actor);
  if (purse === undefined) {
    if (purses.size >= MOST) throw new TooMuch(`more than ${MOST} actors hold something`);
    purse = new Map();
    purses.set(actor, purse);
  }
  purse.set(asset, (purse.get(asset) ?? 0n) + amount);
}
