import type { Profile } from "./profile.js";

/** ZKPool: a requester and a prover kept apart by a contract, a liability and a window. */
export const zkpool: Profile = {
  name: "zkpool",
  title: "ZKPool (requester and prover kept apart)",
  sources: [
    "ZKPool: requester and prover separation",
    "aoraki-labs/zkpool-protocol src/ProofPool.sol, README.md",
  ],
  transitions: [
    { from: "none", on: "task.open", to: "open" },
    { from: "open", on: "task.assign", to: "assigned" },
    { from: "open", on: "task.done", to: "done" },
    { from: "assigned", on: "task.done", to: "done" },
    { from: "assigned", on: "task.expire", to: "claimed" },
  ],
  events: ["task.quote", "task.expire"],
  terminal: ["done", "claimed"],
  boundary: "submitInclusive",
  rewardMode: "prepaid",
  deadlineFrom: "task.open",
  openAfterExclusive: true,
  severalProvers: false,
  security: "liability",
  securityUntil: "last",
  bounty: "bond",
  settlesAtOnce: true,
  lockedFrom: "wallet",
  releasedTo: "wallet",
  slashes: "escrow",
  weighted: false,
  auction: false,
};
