/** What the log has said of one task so far: facts, no judgement. */
import type { MoneyReason, EventType } from "../../../transcripts/market/events.js";
import type { MarketLine } from "../../../transcripts/market/read.js";

/** An event, without its contents. */
export interface Place {
  readonly seq: number;
  readonly t: number;
  readonly tx: string;
  readonly type: EventType;
  /** 1-based, and absolute byte range. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

export function placeOf({ event, line, start, end }: MarketLine): Place {
  return { seq: event.seq, t: event.t, tx: event.tx, type: event.type, line, start, end };
}

export interface Sum {
  readonly asset: string;
  readonly amount: bigint;
}

/** Money that a task moved. */
export interface Flow extends Sum {
  readonly place: Place;
  readonly kind: "lock" | "release" | "pay" | "slash";
  readonly from: string;
  readonly to: string;
  readonly why: MoneyReason;
}

export interface Opening {
  readonly place: Place;
  readonly requester: string;
  readonly reward: Sum;
  readonly liability: Sum | null;
}

export interface Assignment {
  readonly place: Place;
  readonly provers: readonly string[];
  readonly mode: "quote" | "lock" | "auction" | "random";
  /** Unix time: the end of their time; null where nobody says. */
  readonly until: number | null;
}

/** A proof as somebody sent it. */
export interface Submission {
  readonly place: Place;
  readonly prover: string;
  readonly submitter: string | null;
  readonly verdict: "ok" | "invalid" | "unchecked";
}

export interface Done {
  readonly place: Place;
  readonly prover: string;
  readonly proofSeq: number | null;
}

export class Task {
  /** By the profile's transitions; "none" until it is opened. */
  state = "none";
  opening: Opening | null = null;
  /** Oldest first. */
  readonly assignments: Assignment[] = [];
  readonly submissions: Submission[] = [];
  /** All events that moved it, and that were false steps. */
  readonly steps: Place[] = [];
  done: Done | null = null;
  /** Where it came into a terminal state. */
  ended: Place | null = null;
  /** Unix time: the end of the assigned prover's own time, and of all submissions; null where nobody says. */
  ownUntil: number | null = null;
  submitUntil: number | null = null;
  readonly flows: Flow[] = [];
  /** Locked less released, by asset; below zero where more went out than came in. */
  readonly escrow = new Map<string, bigint>();

  constructor(
    readonly id: string,
    /**
     * Of a task that was settled and dropped before: the rest of its story is no longer known, but that it had ended
     * with nothing left in escrow.
     */
    readonly again: boolean,
  ) {}

  /** Who may prove now: the last assignment. */
  get provers(): readonly string[] {
    return this.assignments.at(-1)?.provers ?? [];
  }

  /** What was moved for a reason: the sum over flows of these kinds. */
  total(asset: string, kinds: readonly Flow["kind"][], why: MoneyReason): bigint {
    let total = 0n;
    for (const flow of this.flows) {
      if (flow.asset === asset && flow.why === why && kinds.includes(flow.kind)) total += flow.amount;
    }
    return total;
  }
}
