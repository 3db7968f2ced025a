/** What a decoder of one market's logs is. */
import type { AbiEvent } from "viem";
import type { EventDraft } from "../events.js";
import type { MarketHeader } from "../header.js";
import type { RawLog } from "./logs.js";

/** Tokens that moved in one transaction, by the tokens' own logs. */
export interface Leg {
  readonly asset: string;
  readonly from: string;
  readonly to: string;
  readonly amount: bigint;
}

/** An event of the contract, decoded by its ABI. Addresses are checksummed, as viem gives them. */
export interface Decoded {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly log: RawLog;
  /** All legs of its transaction. */
  readonly legs: readonly Leg[];
}

export interface ContractDecoder {
  /** What the events say; a movement that no log shows is counted by `inferred`. */
  take(event: Decoded): readonly EventDraft[];
  /** Movements that were taken from the contract's rules so far. */
  readonly inferred: number;
}

/** One market's contract. */
export interface ContractKind {
  readonly profile: MarketHeader["profile"];
  readonly events: readonly AbiEvent[];
  /** @param assetOf the label of a token's address; the address itself where it is not configured */
  make(setting: ContractSetting): ContractDecoder;
}

export interface ContractSetting {
  readonly contract: string;
  readonly assetOf: (token: string) => string;
  /** Labels of the configured assets, in the configuration's order. */
  readonly assets: readonly string[];
}

/** An address of an event, in lower case. */
export const lower = (value: unknown): string => String(value).toLowerCase();

/** A number of an event in decimal. */
export const decimal = (value: unknown): string => String(value);
