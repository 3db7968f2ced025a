import type { Profile } from "./profile.js";
import { zkpool } from "./zkpool.js";

/** A market of which nothing is known but its log: any order of steps that ends once. Nothing of it is ever a full pass. */
export const custom: Profile = {
  ...zkpool,
  name: "custom",
  title: "a market of its own rules",
  sources: ["the log's header"],
  transitions: [
    ...zkpool.transitions,
    { from: "assigned", on: "task.fail", to: "failed" },
    { from: "failed", on: "task.reopen", to: "open" },
    { from: "open", on: "task.refund", to: "refunded" },
    { from: "assigned", on: "task.refund", to: "refunded" },
    { from: "failed", on: "task.refund", to: "refunded" },
    { from: "failed", on: "task.expire", to: "claimed" },
    { from: "open", on: "task.expire", to: "claimed" },
    { from: "assigned", on: "slash", to: "assigned" },
  ],
  terminal: ["done", "claimed", "refunded"],
  severalProvers: true,
  bounty: null,
  settlesAtOnce: false,
};
