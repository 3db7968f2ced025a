import type { Profile } from "./profile.js";

/** Boundless: a prover locks a request with collateral; after the lock anybody fulfils; late lockers are slashed. */
export const boundless: Profile = {
  name: "boundless",
  title: "Boundless (locked requests, slashed collateral)",
  sources: ["boundless-xyz/boundless contracts/src/IBoundlessMarket.sol, BoundlessMarket.sol"],
  transitions: [
    { from: "none", on: "task.open", to: "submitted" },
    // A request may be locked or fulfilled that was never submitted on chain: its first event opens it.
    { from: "submitted", on: "task.assign", to: "locked" },
    { from: "submitted", on: "task.done", to: "fulfilled" },
    { from: "locked", on: "task.done", to: "fulfilled" },
    { from: "fulfilled", on: "slash", to: "closed" },
    { from: "locked", on: "slash", to: "slashed" },
    { from: "slashed", on: "task.refund", to: "refunded" },
    { from: "locked", on: "task.refund", to: "refunded" },
    { from: "refunded", on: "slash", to: "refundedSlashed" },
  ],
  events: ["balance.add", "balance.withdraw", "slash", "task.refund"],
  terminal: ["fulfilled", "closed", "refunded", "refundedSlashed", "slashed"],
  boundary: "submitInclusive",
  rewardMode: "onDone",
  deadlineFrom: "task.open",
  openAfterExclusive: true,
  severalProvers: false,
  security: "bond",
  securityUntil: "own",
  bounty: null,
  settlesAtOnce: true,
  lockedFrom: "balance",
  releasedTo: "balance",
  slashes: "escrow",
  weighted: false,
  auction: false,
};
