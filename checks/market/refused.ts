/** Transactions of assigned provers that were reverted while their task was theirs. */
import type { Place, Task } from "./replay/task.js";

interface Reverted {
  readonly actor: string;
  readonly place: Place;
}

/** Named in a report; the rest are looked at all the same. */
const MOST_NAMED = 25;

/** Tasks that are looked at for transactions that name none, in all. */
const MOST_STEPS = 10_000_000;

export class Refused {
  /** Open tasks by the provers that they are assigned to. */
  private readonly tasksOf = new Map<string, Set<Task>>();
  private readonly byTask = new WeakMap<Task, Reverted[]>();
  /** Of the first of them. */
  readonly seqs: number[] = [];
  private steps = 0;

  /** Whether there was more to look at than is looked at. */
  get overrun(): boolean {
    return this.steps > MOST_STEPS;
  }

  assigned(task: Task): void {
    for (const prover of task.provers)
      this.tasksOf.set(prover, (this.tasksOf.get(prover) ?? new Set()).add(task));
  }

  /** @param named the task that the transaction was about; null where nobody says, so that it may be any of the sender's */
  rejected(actor: string, named: Task | null, place: Place, inTime: (task: Task) => boolean): void {
    const theirs = this.tasksOf.get(actor);
    this.steps += named === null ? (theirs?.size ?? 0) : 0;
    if (this.overrun) return;
    const meant = named === null ? [...(theirs ?? [])] : [named];
    const own = meant.filter((task) => task.ended === null && task.provers.includes(actor) && inTime(task));
    for (const task of own) {
      const list = this.byTask.get(task) ?? [];
      // One is enough for an answer.
      if (list.every((one) => one.actor !== actor)) list.push({ actor, place });
      this.byTask.set(task, list);
    }
    if (own.length > 0 && this.seqs.length < MOST_NAMED) this.seqs.push(place.seq);
  }

  /** What stays unexplained of a task that is over: whoever proved it after all lost nothing. */
  left(task: Task): readonly Reverted[] {
    for (const { provers } of task.assignments) {
      for (const prover of provers) {
        const tasks = this.tasksOf.get(prover);
        if (tasks?.delete(task) === true && tasks.size === 0) this.tasksOf.delete(prover);
      }
    }
    return (this.byTask.get(task) ?? []).filter(({ actor }) => task.done?.prover !== actor);
  }
}
