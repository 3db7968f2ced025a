/**
 * A market check is an observer of one walk through the log. It is written as a claim: a description, whether it is
 * about markets of this kind at all, and an observer with a small state of its own.
 */
import type { CheckDescription, Evidence as Where, Fact } from "../../findings/index.js";
import type { EventOf, EventType } from "../../transcripts/market/events.js";
import type { MarketLine } from "../../transcripts/market/read.js";
import type { CheckContext, FindingDraft, Yielded } from "../check.js";
import type { Evidence, Role } from "../evidence.js";
import type { Book } from "./replay/book.js";
import type { Continuity } from "./replay/continuity.js";
import type { Place, Task } from "./replay/task.js";
import { placeOf } from "./replay/task.js";
import type { Terms } from "./terms.js";

/** The check that takes the finding where the log cannot be read; all others rely on it. */
export const LOG = "market/log";

/** Called for every event of a type, in the log's order, after the book took it; the task is the one it names. */
export type Handlers = {
  readonly [T in EventType]?: (line: MarketLine<EventOf<T>>, task: Task | null) => void;
};

/** The lines of one transaction, which take effect together. */
export interface Group {
  readonly lines: readonly MarketLine[];
  readonly tx: string;
  readonly t: number;
}

export interface Observer {
  readonly on?: Handlers;
  /** Every event. */
  readonly each?: (line: MarketLine, task: Task | null) => void;
  /** After the last line of a transaction. */
  readonly group?: (group: Group) => void | Promise<void>;
  /** A task is over: it was settled and its windows are past, or the log ends (`tooEarly`: before they are). */
  readonly leaves?: (task: Task, tooEarly: boolean) => void;
  /** After the last line: what is left to say. */
  readonly finish?: () => Iterable<Yielded> | AsyncIterable<Yielded> | undefined;
}

/** Where an observer says what it saw. */
export interface Report {
  /** A false statement; the first few are kept, the rest are counted. */
  found(statement: string, places: readonly Place[], more?: FindingMore): void;
  /** There was something that the claim is about: without any, the check is not evaluated. */
  looked(): void;
  /** Something could not be decided: the first reason is given, the rest are counted. */
  undecided(reason: string): void;
  fact(label: Fact["label"], value: Fact["value"]): void;
}

export interface FindingMore extends Partial<
  Pick<FindingDraft, "severity" | "confidence" | "impact" | "advice">
> {
  /** Shown beside the first event: amounts, times, names. Untrusted text. */
  readonly values?: Readonly<Record<string, string>>;
}

/** What a run lends to its observers. */
export interface Setting {
  readonly terms: Terms;
  readonly book: Book;
  readonly continuity: Continuity;
  readonly evidence: Partial<Evidence> & Pick<Evidence, "market">;
  readonly context: CheckContext;
}

export interface MarketClaim extends CheckDescription {
  /** Evidence besides the log without which the check is not evaluated. */
  readonly needs?: readonly Role[];
  /** Why the claim is not about markets of these terms; null where it is. */
  readonly beside?: (terms: Terms) => string | null;
  /** Said where the log has nothing that the claim is about: "no task was assigned". */
  readonly nothing: string;
  /** It speaks for the order of the lines itself; see replay. */
  readonly ofTheOrder?: true;
  /** It is about movements of money: nothing is shown by those that the decoder took from the contract's rules. */
  readonly ofMovements?: true;
  /** It is about all that happened: an event of a kind that nobody knows may be the one that breaks it. */
  readonly ofEverything?: true;
  readonly observe: (setting: Setting, report: Report) => Observer;
}

/** Evidence that names one event: file, line, seq, bytes. */
export function whereOf(file: string, place: Place, values: Readonly<Record<string, string>> = {}): Where {
  return {
    file,
    section: place.type,
    line: place.line,
    index: place.seq,
    bytes: { start: place.start, end: place.end },
    values: { tx: place.tx, t: String(place.t), ...values },
  };
}

/** The place of a line, for findings. */
export const at = (line: MarketLine): Place => placeOf(line);
