import type { Profile } from "./profile.js";

/** Brevis: sealed bids, the lowest wins at the second-lowest price; refund, then slashing within a window. */
export const brevis: Profile = {
  name: "brevis",
  title: "Brevis (sealed-bid auction)",
  sources: ["brevis-network/prover-network-contracts src/market/BrevisMarket.sol, docs/market.md"],
  transitions: [
    { from: "none", on: "task.open", to: "pending" },
    { from: "pending", on: "task.assign", to: "pending" },
    { from: "pending", on: "task.done", to: "fulfilled" },
    { from: "pending", on: "task.refund", to: "refunded" },
    { from: "refunded", on: "slash", to: "slashed" },
  ],
  events: ["bid.commit", "bid.reveal", "slash", "task.refund"],
  terminal: ["fulfilled", "refunded", "slashed"],
  boundary: "submitInclusive",
  rewardMode: "onDone",
  deadlineFrom: "task.open",
  openAfterExclusive: false,
  severalProvers: false,
  security: null,
  securityUntil: "own",
  bounty: null,
  settlesAtOnce: true,
  lockedFrom: "wallet",
  releasedTo: "wallet",
  slashes: "elsewhere",
  weighted: false,
  auction: true,
};
