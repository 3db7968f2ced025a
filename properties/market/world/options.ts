/** What a world is made from. */
import type { MarketFunction } from "../abi.js";
import type { MarketConfig, Party } from "../adapter.js";
import type { Hex } from "../chain.js";
import type { MarketRules } from "../rules.js";

/** An account of the node that can send transactions, with the key that it signs quotes with. */
export interface Wallet {
  readonly address: Hex;
  readonly key: Uint8Array;
}

export interface WorldOptions {
  readonly name: string;
  readonly rules: MarketRules;
  readonly config: MarketConfig;
  /** Owner of the market, two provers and an outsider; the contracts lead requesters and treasury. */
  readonly wallets: readonly [owner: Wallet, prover1: Wallet, prover2: Wallet, outsider: Wallet];
  /** Unix time of the deployment. */
  readonly time: number;
  /** Functions of the contract that have other names than those of Market.sol, and the same parameters. */
  readonly names?: ContractNames;
  /** What provers sign, where it is not bound to the market's address. Default: it is (EIP-712). */
  readonly quotesOfAnyMarket?: true;
}

/** Names by the function of Market.sol: { submit: "proveTask" }. */
export type ContractNames = Readonly<Partial<Record<MarketFunction, string>>>;

/** A party, and what it signs with. */
export interface Member extends Party {
  /** The key of a prover or outsider; null for parties with code. */
  readonly wallet: Wallet | null;
}
