/** A market of rollers before any task: its rules, its token, who stakes what. */
import type { MarketHeader } from "../../../transcripts/market/header.js";
import { addressOf, Script, type Draft } from "../script.js";

const contract = addressOf("rollers");
const token = addressOf("scr");

/** Seconds from assignment. */
export const ROLLER_T = 180;
/** The stakes of all rollers; κ is one, so that they are their first weights. */
export const STAKES = [4000, 3000, 2500, 2000, 1500, 1000] as const;
export const rollers = STAKES.map((_, i) => addressOf(`roller ${i}`));
export const sequencer = addressOf("sequencer");

export const rollerHeader: MarketHeader = {
  kind: "header",
  v: 1,
  profile: "roller",
  chainId: 534352,
  contract,
  assets: { SCR: { erc20: token, decimals: 18 } },
  params: {
    T: ROLLER_T,
    k: 2,
    pendingWindow: 16,
    capacity: 1,
    maxInvalid: 1,
    maxAttempts: 3,
    kappa: "1",
    burnBps: 10_000,
  },
  rules: { boundary: "submitInclusive", rewardMode: "lottery", verdictBy: "sequencer" },
};

/** A transfer of its token, as the token says it. */
export const scr = (from: string, to: string, amount: string): Draft => ({
  src: token,
  type: "transfer",
  asset: "SCR",
  from,
  to,
  amount,
});

/** Everybody stakes with a market, and is given a weight; κ is one. */
export function rollerSetting(t: number, weights = firstWeights(), market = contract): Script {
  const script = new Script("setting");
  [...weights].forEach(([actor, stake], i) => {
    const amount = String(stake);
    script.step(`joins ${i}`, t + i, {
      [`stake in ${i}`]: scr(actor, market, amount),
      [`stake ${i}`]: { type: "stake.add", actor, asset: "SCR", amount },
      [`weight ${i}`]: { type: "weight.set", actor, old: "0", new: amount, reason: "deposit" },
    });
  });
  return script;
}

/** κ is one: the stakes. */
export function firstWeights(): Map<string, number> {
  return new Map(rollers.map((actor, i) => [actor, STAKES[i] ?? 0]));
}
