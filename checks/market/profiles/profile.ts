/** What a kind of market promises, as data: states, transitions, windows, payments. */
import type { Boundary, ProfileName, RewardMode } from "../../../transcripts/market/header.js";
import type { EventType, MoneyReason } from "../../../transcripts/market/events.js";

/** Events that move a task from one state to another. */
export type StepType = Extract<
  EventType,
  | "task.open"
  | "task.assign"
  | "task.done"
  | "task.reopen"
  | "task.expire"
  | "task.fail"
  | "task.refund"
  | "slash"
>;

/** Events that every market may have, and that checks of every profile look at. */
export const COMMON_EVENTS: readonly EventType[] = [
  "param.set",
  "actor.join",
  "actor.leave",
  "task.open",
  "task.assign",
  "task.done",
  "proof.submit",
  "lock",
  "release",
  "pay",
  "transfer",
  "tx.rejected",
];

export interface Transition {
  /** "none" before a task is opened. */
  readonly from: string;
  readonly on: StepType;
  readonly to: string;
}

export interface Profile {
  readonly name: ProfileName;
  readonly title: string;
  /** Public sources of what stands here. */
  readonly sources: readonly string[];
  readonly transitions: readonly Transition[];
  /** Events besides the common ones that the profile's checks look at; any other is judged by nobody. */
  readonly events: readonly EventType[];
  /** States that a task does not leave. */
  readonly terminal: readonly string[];
  /** Where a window's end belongs, unless the log's header says. */
  readonly boundary: Boundary;
  readonly rewardMode: RewardMode;
  /** What the end of a prover's own time is counted from. */
  readonly deadlineFrom: "task.open" | "task.assign";
  /** After the assigned prover's time and before the last deadline, anybody may prove. */
  readonly openAfterExclusive: boolean;
  /** Several provers may be assigned to one task at once. */
  readonly severalProvers: boolean;
  /** What a service puts up for a task, and a late or missing proof costs it. */
  readonly security: Extract<MoneyReason, "liability" | "bond"> | null;
  /** It is returned for a proof in the prover's own time only, or for any before the last deadline. */
  readonly securityUntil: "own" | "last";
  /** What else must be put up, and goes to whoever proves. */
  readonly bounty: Extract<MoneyReason, "bond"> | null;
  /** Whether security and reward move in the transaction that settles the task. */
  readonly settlesAtOnce: boolean;
  /** Locks are paid in from wallets, or taken from balances that the market keeps. */
  readonly lockedFrom: "wallet" | "balance";
  /** Releases go out to wallets, or are credited to balances. */
  readonly releasedTo: "wallet" | "balance";
  /** What slashing takes from: the task's escrow, the prover's stake in this contract, or a stake kept elsewhere. */
  readonly slashes: "escrow" | "stake" | "elsewhere";
  /** Provers are chosen in proportion to weights that follow their stakes and conduct. */
  readonly weighted: boolean;
  /** The price is found by sealed bids. */
  readonly auction: boolean;
}
