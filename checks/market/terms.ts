/** The rules that one log is judged by: its profile, its header, and the configuration given beside it. */
import type { Boundary, MarketHeader, MarketParams, RewardMode } from "../../transcripts/market/header.js";
import { profiles } from "./profiles/index.js";
import type { Profile } from "./profiles/profile.js";

export interface Asset {
  /** Null for the chain's own coin. */
  readonly erc20: string | null;
}

export interface Terms {
  readonly profile: Profile;
  /** Whether somebody but the log says which market it is. */
  readonly profileIsStated: boolean;
  /** Whose holdings are accounted for. */
  readonly contract: string;
  readonly chainId: number | null;
  readonly boundary: Boundary;
  readonly rewardMode: RewardMode;
  /** Rules that nobody stated and that are the profile's: said as such in the report. */
  readonly assumed: readonly ("boundary" | "rewardMode")[];
  readonly params: MarketParams;
  /**
   * Seconds after a task's time within which what a prover did must be answered (lowered, fined, slashed): slashWindow; where
   * nobody states it, once more T for markets of weights, and nothing for others.
   */
  readonly answerWithin: number;
  readonly assets: ReadonlyMap<string, Asset>;
}

/** What can be configured; all of a header but what it says of its own log. */
export type MarketConfig = Partial<
  Pick<MarketHeader, "profile" | "contract" | "chainId" | "assets" | "params" | "rules">
>;

/**
 * @param config what the log's maker left out; the header stands where both speak, and a check says where they differ. But which
 *   market it is, the configuration says: a log must not choose what it is judged by.
 */
export function termsOf(header: MarketHeader, config: MarketConfig = {}): Terms {
  const profile = profiles[config.profile ?? header.profile];
  const rules = { ...config.rules, ...header.rules };
  const assets = { ...config.assets, ...header.assets };
  const chainId = header.chainId ?? config.chainId ?? null;
  const params = { ...config.params, ...header.params };
  return {
    profile,
    profileIsStated: config.profile !== undefined,
    contract: header.contract,
    chainId,
    boundary: rules.boundary ?? profile.boundary,
    rewardMode: rules.rewardMode ?? profile.rewardMode,
    assumed: (["boundary", "rewardMode"] as const).filter((rule) => rules[rule] === undefined),
    params,
    answerWithin: params.slashWindow ?? (profile.weighted ? (params.T ?? 0) : 0),
    assets: new Map(Object.entries(assets).map(([label, { erc20 }]) => [label, { erc20: erc20 ?? null }])),
  };
}

/** Whether a transfer is the asset's own: emitted by its token, or of the chain's own coin, which no contract emits. */
export function isOfAsset({ src }: { readonly src?: string }, { erc20 }: Asset): boolean {
  return src === (erc20 ?? undefined);
}

/** Whether a proof may be submitted at t, for a window that ends at `end`. */
export function maySubmit(t: number, end: number, boundary: Boundary): boolean {
  return boundary === "submitInclusive" || boundary === "overlapping" ? t <= end : t < end;
}

/** Whether what follows the window (a claim, another prover's turn) is possible at t. */
export function mayClaim(t: number, end: number, boundary: Boundary): boolean {
  return boundary === "claimInclusive" || boundary === "overlapping" ? t >= end : t > end;
}
