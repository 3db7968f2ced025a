/**
 * What a contract must say of itself to be played against the model: who takes part, and which transaction is which
 * action. An action that a contract does not have is left out; the invariants that need it are then not evaluated.
 */
import type { Chain, Hex, Transaction } from "./chain.js";
import type { MarketRules } from "./rules.js";

/** The two assets: requesters pay in ether, provers answer for their work in tokens. */
export const assets = ["ether", "tokens"] as const;
export type Asset = (typeof assets)[number];
export type Amounts = Readonly<Record<Asset, bigint>>;

export type PartyRole = "requester" | "prover" | "outsider" | "treasury";

export interface Party {
  /** As traces call it: "requester 1". */
  readonly name: string;
  readonly role: PartyRole;
  readonly address: Hex;
}

/** Fixed for each task when it is published. */
export interface MarketConfig {
  /** Seconds. */
  readonly window: number;
  /** Wei that the prover locks beside its liability. */
  readonly bond: bigint;
  /** Wei of the reward that the treasury keeps. */
  readonly fee: bigint;
}

/** A prover's quote, which a requester publishes. Its nonce makes it unique. */
export interface Offer {
  readonly requester: Party;
  readonly prover: Party;
  readonly reward: bigint;
  readonly liability: bigint;
  /** The last second at which it may be published, Unix time. */
  readonly expiry: number;
  readonly nonce: number;
}

/** What makes an offer one that no market may take. */
export const flaws = ["signed by another", "of another market", "of another requester", "no code"] as const;
export type Flaw = (typeof flaws)[number];

export type Proof = "valid" | "junk";

/** One number on the chain. */
export interface Reading {
  readonly target: Hex;
  /** A call that returns one uint256; null: the ether of `target`. */
  readonly data: Hex | null;
}

/** A deployed market with its parties, funded. */
export interface World {
  /** As traces call it. */
  readonly name: string;
  readonly rules: MarketRules;
  /** The configuration at the start. */
  readonly config: MarketConfig;
  readonly market: Hex;
  readonly token: Hex;
  readonly parties: readonly Party[];

  /** Transactions for actions. The same offer always means the same task. */
  publish(offer: Offer, flaw: Flaw | null): Transaction;
  submit(offer: Offer, by: Party, proof: Proof): Transaction;
  claim(offer: Offer, by: Party): Transaction;
  /** Pays out all that the party has credit for. */
  withdraw(party: Party): Transaction;
  /** Changes the configuration for tasks to come. */
  configure?(config: MarketConfig): Transaction;
  /** From now on the party refuses ether, or takes it. Only for parties with code. */
  refuse?(party: Party, refuses: boolean): Transaction;
  /** From now on the party sends `attack` whenever it is called; null ends it. Only for parties with code. */
  arm?(party: Party, attack: Transaction | null): Transaction;

  /** What the party owns outside of the market. */
  wallet(party: Party, asset: Asset): Reading;
  /** What it may withdraw. */
  credit(party: Party, asset: Asset): Reading;
  /** All that the market holds. */
  held(asset: Asset): Reading;
  /** Prepares readings that are made again and again; what it returns answers them in their order. */
  reader(readings: readonly Reading[]): (chain: Chain) => Promise<readonly bigint[]>;
}

/** The party of a role, by number from 0 and round again. */
export function partyOf(parties: readonly Party[], role: PartyRole, number: number): Party {
  const own = parties.filter((party) => party.role === role);
  const party = own[number % Math.max(own.length, 1)];
  if (party === undefined) throw new Error(`the world has no ${role}`);
  return party;
}

/** Parties with code, which can refuse and call back. */
export function hasCode({ role }: Party): boolean {
  return role === "requester" || role === "treasury";
}
