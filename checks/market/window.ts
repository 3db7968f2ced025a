import type { MarketLine } from "../../transcripts/market/read.js";
import { at, type MarketClaim } from "./claim.js";
import type { Task } from "./replay/task.js";
import { named, short } from "./words.js";

export const window: MarketClaim = {
  id: "market/window",
  claim: "No more tasks are pending than the window holds, and nobody is assigned more than they can do",
  severity: "medium",
  cites: [
    "Rollers: a window of pending blocks",
    "Scroll: IsProverAssigned",
    "Brevis: overcommit of the assigned stake",
  ],
  impact: "Tasks queue behind a prover who holds them all.",
  advice: "Refuse an assignment to a prover whose tasks are not settled.",
  method:
    "At the end of each transaction that opens or assigns a task: tasks that are opened and have not ended ≤ pendingWindow, and for " +
    "each prover, tasks that they are assigned to and that have not ended ≤ capacity.",
  nothing: "no task is opened",
  beside: ({ profile, params }) => {
    const given = params.pendingWindow !== undefined || params.capacity !== undefined;
    return given || profile.weighted ? null : "the market states no window and no capacity";
  },
  observe: ({ terms: { params, profile } }, report) => {
    const pending = new Set<Task>();
    const busy = new Map<string, Set<Task>>();
    const leave = (task: Task): void => {
      pending.delete(task);
      for (const { provers } of task.assignments) for (const prover of provers) free(prover, task);
    };
    const free = (prover: string, task: Task): void => {
      const tasks = busy.get(prover);
      if (tasks?.delete(task) === true && tasks.size === 0) busy.delete(prover);
    };
    let opened: MarketLine | null = null;
    const assigned: { readonly line: MarketLine; readonly task: Task; readonly prover: string }[] = [];
    return {
      each(_line, task) {
        if (task !== null && profile.terminal.includes(task.state)) leave(task);
      },
      on: {
        "task.open"(line, task) {
          if (task === null || task.again) return;
          pending.add(task);
          opened = line;
        },
        "task.fail"(_line, task) {
          if (task !== null) for (const prover of task.provers) free(prover, task);
        },
        "task.assign"(line, task) {
          if (task === null || task.again) return;
          for (const prover of line.event.provers) {
            busy.set(prover, (busy.get(prover) ?? new Set()).add(task));
            assigned.push({ line, task, prover });
          }
        },
      },
      group() {
        if (opened !== null) windowHolds(opened);
        opened = null;
        for (const one of assigned) proverHolds(one);
        assigned.length = 0;
      },
    };

    function windowHolds(line: MarketLine): void {
      const { pendingWindow } = params;
      if (pendingWindow === undefined) {
        return report.undecided("the length of the window is not known: give params.pendingWindow");
      }
      report.looked();
      if (pending.size <= pendingWindow) return;
      report.found(`pending tasks ≤ ${pendingWindow}`, [at(line)], {
        values: { pending: String(pending.size) },
      });
    }

    function proverHolds({ line, task, prover }: (typeof assigned)[number]): void {
      const { capacity } = params;
      if (capacity === undefined) {
        return report.undecided("how much a prover can do is not known: give params.capacity");
      }
      report.looked();
      const tasks = busy.get(prover)?.size ?? 0;
      if (tasks <= capacity) return;
      report.found(`tasks of ${short(prover)} ≤ ${capacity}, with ${named(task)}`, [at(line)], {
        values: { task: task.id, prover, assigned: String(tasks) },
      });
    }
  },
};
