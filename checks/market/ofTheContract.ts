/** Promises that no log can show kept: they are about what a contract would do. Listed, so that nobody takes them for checked. */
import type { MarketClaim } from "./claim.js";

const REASON =
  "needs the contract: a log shows what happened, not what could (tested by running the contract against the model)";
const common = {
  nothing: REASON,
  beside: () => REASON,
  observe: () => ({}),
  advice: "Run the contract against the model, with each of these as a command.",
} as const;

export const noStuck: MarketClaim = {
  ...common,
  id: "market/no-stuck",
  claim: "From every state that can be reached, all that is in escrow can come out again",
  severity: "medium",
  cites: [
    "=nil; Foundation: users cannot cancel",
    "Succinct, Trail of Bits TOB-SUCC-9",
    "Brevis, SlowMist N4",
  ],
  impact: "Money stays in the contract for ever.",
  method: "A property of the contract: from each reached state, some sequence of calls empties the escrow.",
};

export const noVeto: MarketClaim = {
  ...common,
  id: "market/no-veto",
  claim: "Nobody who refuses a payment can keep others from theirs",
  severity: "medium",
  cites: [
    "taiko-mono prover_market_review2.md: a prover that rejects ether halts proposals",
    "op-succinct 354",
  ],
  impact: "One party stops the market.",
  method:
    "A property of the contract: with a payee and a requester whose code reverts, all others are paid (pull payments).",
};

export const reentrant: MarketClaim = {
  ...common,
  id: "market/reentrant",
  claim:
    "A callback cannot enter again and be paid twice, and a call to an address without code is no success",
  severity: "medium",
  cites: ["ZKPool: the contract calls functions of the requester's contract"],
  impact: "A requester's contract drains the market, or a proof that nobody verified counts.",
  method:
    "A property of the contract: a requester that calls back in its verification, and one that has no code.",
};
