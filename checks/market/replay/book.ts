/** The tasks that are open, each with what the log said of it; settled ones leave, and only their names are kept. */
import type { MarketEvent } from "../../../transcripts/market/events.js";
import type { MarketLine } from "../../../transcripts/market/read.js";
import type { Terms } from "../terms.js";
import type { StepType } from "../profiles/profile.js";
import { Accounts } from "./accounts.js";
import { DigestSet } from "./digestSet.js";
import { placeOf, Task, type Flow, type Place } from "./task.js";
import { TooMuch } from "./tooMuch.js";

/** More tasks open at once are not held; nor are more movements or proofs of one task. */
const MOST_OPEN = 200_000;
const MOST_OF_ONE = 10_000;

/** A step that the profile's machine does not have. */
export interface FalseStep {
  readonly task: Task;
  readonly from: string;
  readonly place: Place;
}

export class Book {
  private readonly open = new Map<string, Task>();
  private readonly settled = new DigestSet();
  /** Ended, and to be dropped when nothing more can rightly happen: in the order of their ends. */
  private readonly leaving = new Set<Task>();
  private sinceScan = 0;
  /** The step that the last applied event made and the profile does not have; null for all others. */
  falseStep: FalseStep | null = null;

  readonly accounts: Accounts;

  constructor(private readonly terms: Terms) {
    this.accounts = new Accounts(terms);
  }

  /** Tasks that have not left, in the order of their first events. */
  get tasks(): Iterable<Task> {
    return this.open.values();
  }

  get openCount(): number {
    return this.open.size;
  }

  /** The task of an event, made at its first mention by an event that is about it. */
  of(event: MarketEvent): Task | null {
    if (!("task" in event) || event.task === undefined) return null;
    const known = this.open.get(event.task);
    if (known !== undefined) return known;
    if (event.type === "weight.set" || event.type === "tx.rejected" || event.type === "task.quote")
      return null;
    if (this.open.size >= MOST_OPEN) throw new TooMuch(`more than ${MOST_OPEN} tasks are open at once`);
    const task = new Task(event.task, this.settled.has(event.task));
    this.open.set(task.id, task);
    return task;
  }

  /** The task of an id, where it is open. */
  find(id: string): Task | null {
    return this.open.get(id) ?? null;
  }

  /** Whether a task of that name was settled and left. */
  knew(id: string): boolean {
    return this.settled.has(id);
  }

  /** Writes down what an event says of its task. */
  apply(line: MarketLine, task: Task | null): void {
    const { event } = line;
    this.falseStep = null;
    this.accounts.apply(event);
    if (task === null) return;
    switch (event.type) {
      case "task.open":
        this.opened(task, line as MarketLine<typeof event>);
        this.step(task, event.type, line);
        return;
      case "task.assign":
        this.assigned(task, event.t, event.deadline);
        task.assignments.push({
          place: placeOf(line),
          provers: event.provers,
          mode: event.mode,
          until: task.ownUntil,
        });
        bounded(task.assignments);
        this.step(task, event.type, line);
        return;
      case "proof.submit":
        task.submissions.push({
          place: placeOf(line),
          prover: event.prover,
          submitter: event.submitter ?? null,
          verdict: event.verdict,
        });
        bounded(task.submissions);
        return;
      case "task.done":
        task.done ??= { place: placeOf(line), prover: event.prover, proofSeq: event.proofSeq ?? null };
        this.step(task, event.type, line);
        return;
      case "task.reopen":
      case "task.expire":
      case "task.fail":
      case "task.refund":
        this.step(task, event.type, line);
        return;
      case "lock":
      case "release":
      case "pay":
        this.moved(task, { ...event, kind: event.type, amount: BigInt(event.amount), place: placeOf(line) });
        return;
      case "slash":
        for (const { to, amount } of event.parts) {
          this.moved(task, {
            kind: "slash",
            asset: event.asset,
            from: event.prover,
            to,
            amount: BigInt(amount),
            why: "fine",
            place: placeOf(line),
          });
        }
        this.step(task, event.type, line);
        return;
      default:
    }
  }

  /** Tasks of which nothing more can rightly come after t: settled, with empty escrow, all windows past. */
  *dropSettled(t: number): Generator<Task> {
    // Looked through once in as many transactions as wait, so that each costs the same however many do.
    if (++this.sinceScan < this.leaving.size) return;
    this.sinceScan = 0;
    for (const task of this.leaving) {
      if (!this.isPast(task, t)) continue;
      if ([...task.escrow.values()].some((left) => left !== 0n)) continue;
      this.leaving.delete(task);
      this.open.delete(task.id);
      this.settled.add(task.id);
      yield task;
    }
  }

  /** Whether all that a task may still cause is due by t: its last deadline is past, and the time to answer for it. */
  isPast(task: Task, t: number): boolean {
    const last = Math.max(task.submitUntil ?? 0, task.ended?.t ?? 0);
    return last > 0 && t > last + this.terms.answerWithin;
  }

  private opened(
    task: Task,
    { event, ...rest }: MarketLine<Extract<MarketEvent, { type: "task.open" }>>,
  ): void {
    if (task.opening !== null) return;
    const { params } = this.terms;
    const { requester, reward, liability, t } = event;
    task.opening = {
      place: placeOf({ event, ...rest }),
      requester,
      reward: { asset: reward.asset, amount: BigInt(reward.amount) },
      liability:
        liability === undefined ? null : { asset: liability.asset, amount: BigInt(liability.amount) },
    };
    const own = event.proofWindow ?? params.proofWindow;
    const all = event.liabilityWindow ?? params.liabilityWindow;
    if (this.terms.profile.deadlineFrom === "task.open") {
      // Where others may prove after the assigned prover's own time, that is not the end of all submissions.
      const last = all ?? (this.terms.profile.openAfterExclusive ? undefined : own);
      task.submitUntil = last === undefined ? null : t + last;
      task.ownUntil = own === undefined ? task.submitUntil : t + own;
    }
  }

  private assigned(task: Task, t: number, deadline: number | undefined): void {
    const { params, profile } = this.terms;
    if (profile.deadlineFrom === "task.assign") {
      const end = deadline ?? (params.T === undefined ? null : t + params.T);
      task.ownUntil = end;
      task.submitUntil = end;
    } else if (deadline !== undefined) {
      task.ownUntil = deadline;
      // Where others may prove after it, it is not the end of all submissions: that nobody has stated.
      if (!profile.openAfterExclusive) task.submitUntil ??= deadline;
    }
  }

  private moved(task: Task, { place, kind, asset, from, to, amount, why }: Flow): void {
    task.flows.push({ place, kind, asset, from, to, amount, why });
    bounded(task.flows);
    const left = task.escrow.get(asset) ?? 0n;
    if (kind === "lock") task.escrow.set(asset, left + amount);
    else if (this.leavesEscrow(kind, from)) task.escrow.set(asset, left - amount);
  }

  /** Whether a movement is out of the task's escrow, rather than between people or out of a stake. */
  private leavesEscrow(kind: Flow["kind"], from: string): boolean {
    if (kind === "release") return true;
    if (kind === "pay") return from === this.terms.contract;
    return this.terms.profile.slashes === "escrow";
  }

  private step(task: Task, on: StepType, line: MarketLine): void {
    const { transitions, terminal } = this.terms.profile;
    task.steps.push(placeOf(line));
    bounded(task.steps);
    const from = task.again ? "settled" : task.state;
    const next = transitions.find((one) => one.from === task.state && one.on === on);
    if (next === undefined || task.again) {
      this.falseStep = { task, from, place: placeOf(line) };
      return;
    }
    task.state = next.to;
    if (!terminal.includes(next.to)) return;
    task.ended ??= placeOf(line);
    this.leaving.add(task);
  }
}

function bounded(list: readonly unknown[]): void {
  if (list.length > MOST_OF_ONE) throw new TooMuch(`one task has more than ${MOST_OF_ONE} events of a kind`);
}
