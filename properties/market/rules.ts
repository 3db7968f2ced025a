/** The profile of a market as the model knows it: what the two designs leave open is a parameter. */

export interface MarketRules {
  /** Who may act when the clock shows the deadline exactly: the prover who submits, or the requester who claims. */
  readonly boundary: "submitInclusive" | "claimInclusive";
  /** Whether the prover has the reward when the task is published, or when it is done. Never both. */
  readonly rewardMode: "prepaid" | "onDone";
  /** Who may hand a proof in; whoever it is, the assigned prover is paid. */
  readonly submitter: "assigned" | "anyone";
  /** Whether payments are credits, which their owners withdraw, or are sent at once. */
  readonly payments: "credit" | "direct";
}

/** All combinations with payments by credit, in a fixed order. */
export const allRules: readonly MarketRules[] = (["submitInclusive", "claimInclusive"] as const).flatMap(
  (boundary) =>
    (["onDone", "prepaid"] as const).flatMap((rewardMode) =>
      (["assigned", "anyone"] as const).map((submitter) => ({
        boundary,
        rewardMode,
        submitter,
        payments: "credit" as const,
      })),
    ),
);

/** The invariants that a run can break; their numbers are those of the checks on logs. */
export const invariants = {
  CONSERVE: "what the market holds is what it owes",
  ONE_TERMINAL: "a task ends once",
  VALID: "only a task whose proof was accepted is done",
  DEADLINE: "nothing is done after the window",
  NO_GAP: "at every moment of an open task exactly one of submit and claim is possible",
  ASSIGNED: "only the assigned prover's work is taken",
  PAYEE: "payments go to whom they belong",
  STAKED: "the liability is locked before the task is open",
  RETURN: "a task done in time returns liability and bond in full",
  CLAIM: "of an expired task the requester may claim everything, and of no other",
  FREEZE: "amounts and windows of a task are those of its opening",
  REWARD_ONCE: "the reward is paid once, at the time agreed",
  QUOTE_ONCE: "a quote is used once, in its domain, before it expires",
  NO_STUCK: "from every state all that is held can be paid out",
  NO_VETO: "a party that refuses its payment cannot hold up others",
  REENTRANT: "nothing is gained by calling back, and an address without code agrees to nothing",
  EVENTS: "only the token's own logs look like transfers",
} as const;
export type Invariant = keyof typeof invariants;
