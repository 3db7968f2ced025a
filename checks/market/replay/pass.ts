/** One walk through a log with all observers: transactions are atomic, tasks leave when they are settled. */
import { MalformedError } from "../../../transcripts/malformed.js";
import type { EventType } from "../../../transcripts/market/events.js";
import type { MarketLine } from "../../../transcripts/market/read.js";
import type { Yielded } from "../../check.js";
import { LOG, type Group, type MarketClaim, type Observer, type Setting } from "../claim.js";
import type { Terms } from "../terms.js";
import type { Book } from "./book.js";
import { Notes } from "./notes.js";
import { Stories } from "./stories.js";
import type { Task } from "./task.js";
import { TooMuch } from "./tooMuch.js";

/** A transaction of more lines is not held. */
const MOST_LINES = 100_000;

/** What became of one walk. */
export interface Pass {
  /** What a claim saw, as a check yields it. */
  of(claim: MarketClaim): Iterable<Yielded>;
  /** The line at which the log could be read no further. */
  readonly malformed: MalformedError | null;
}

interface Watch {
  readonly claim: MarketClaim;
  readonly observer: Observer;
  readonly notes: Notes;
}

/** @param claims those whose evidence is at hand */
export async function walk(claims: readonly MarketClaim[], setting: Setting): Promise<Pass> {
  const { market } = setting.evidence;
  const stories = new Stories(setting.terms);
  const watches = claims
    .filter((claim) => (claim.beside?.(setting.terms) ?? null) === null)
    .map((claim): Watch => {
      const notes = new Notes(market.file, setting.continuity, market.header.source ?? {}, stories);
      return { claim, notes, observer: claim.observe(setting, notes) };
    });
  const walker = new Walker(watches, setting, stories);
  let stopped: string | null = null;
  let malformed: MalformedError | null = null;
  try {
    for await (const batch of market.lines()) {
      for (const line of batch) {
        const ready = walker.line(line);
        if (ready !== undefined) await ready;
      }
      setting.context.progress(batch.at(-1)?.end ?? 0, market.bytes, "replaying the market");
    }
    await walker.end();
  } catch (error) {
    if (error instanceof TooMuch) stopped = error.message;
    else if (error instanceof MalformedError) malformed = error;
    else throw error;
  }
  if (malformed === null && stopped === null) {
    for (const { observer, notes } of watches) {
      for await (const one of observer.finish?.() ?? []) notes.take(one);
    }
  }
  return {
    malformed,
    *of(claim) {
      const beside = claim.beside?.(setting.terms) ?? null;
      if (beside !== null) return yield unjudged(beside, setting.terms);
      const watch = watches.find((one) => one.claim === claim);
      if (watch !== undefined) yield* watch.notes.told(claim, stopped);
      if (claim.id !== LOG) return;
      for (const exhibit of stories.exhibits) yield { kind: "exhibit", make: () => exhibit };
    },
  };
}

/** What a profile has not is no affair of its market's. Of a market of its own rules nobody knows what it should have. */
function unjudged(beside: string, { profile }: Terms): Yielded {
  return profile.name === "custom"
    ? { kind: "not evaluated", reason: `the profile custom does not judge it: ${beside}` }
    : { kind: "does not apply", reason: beside };
}

class Walker {
  private readonly each: NonNullable<Observer["each"]>[] = [];
  private readonly byType = new Map<EventType, ((line: MarketLine, task: Task | null) => void)[]>();
  private readonly groups: NonNullable<Observer["group"]>[] = [];
  private readonly leaves: NonNullable<Observer["leaves"]>[] = [];
  private pending: MarketLine[] = [];
  private lastTime = 0;
  private readonly book: Book;

  constructor(
    watches: readonly Watch[],
    private readonly setting: Setting,
    private readonly stories: Stories,
  ) {
    this.book = setting.book;
    for (const { observer } of watches) {
      if (observer.each !== undefined) this.each.push(observer.each);
      if (observer.group !== undefined) this.groups.push(observer.group);
      if (observer.leaves !== undefined) this.leaves.push(observer.leaves);
      for (const [type, handler] of Object.entries(observer.on ?? {})) {
        const list = this.byType.get(type as EventType) ?? [];
        // The table is by type, so that a handler meets no line of another.
        list.push(handler as (line: MarketLine, task: Task | null) => void);
        this.byType.set(type as EventType, list);
      }
    }
  }

  /** Takes a line; the transaction before it is played when the line begins another. */
  line(line: MarketLine): Promise<void> | undefined {
    const begins = this.setting.continuity.next(line);
    const before = begins ? this.play() : undefined;
    this.pending.push(line);
    if (this.pending.length > MOST_LINES)
      throw new TooMuch(`a transaction has more than ${MOST_LINES} lines`);
    return before;
  }

  /** Plays the last transaction and lets every task leave. */
  async end(): Promise<void> {
    await this.play();
    for (const task of this.book.tasks) {
      const tooEarly = !this.book.isPast(task, this.lastTime);
      this.leave(task, tooEarly);
    }
  }

  private leave(task: Task, tooEarly: boolean): void {
    for (const leaves of this.leaves) leaves(task, tooEarly);
    this.stories.left(task);
  }

  private play(): Promise<void> | undefined {
    const lines = this.pending;
    const last = lines.at(-1);
    if (last === undefined) return undefined;
    this.pending = [];
    for (const line of lines) {
      const task = this.book.of(line.event);
      this.book.apply(line, task);
      for (const each of this.each) each(line, task);
      for (const handler of this.byType.get(line.event.type) ?? []) handler(line, task);
    }
    const { tx, t } = last.event;
    this.lastTime = t;
    const group: Group = { lines, tx, t };
    const waiting: Promise<void>[] = [];
    for (const after of this.groups) {
      const ready = after(group);
      if (ready !== undefined) waiting.push(ready);
    }
    for (const task of this.book.dropSettled(t)) this.leave(task, false);
    return waiting.length === 0 ? undefined : Promise.all(waiting).then(() => undefined);
  }
}
