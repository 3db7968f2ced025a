import { at, type MarketClaim } from "./claim.js";
import type { Place } from "./replay/task.js";
import { named } from "./words.js";

/** What an id must be a hash of, so that nobody else can make the same. */
const BINDS = ["chain", "contract", "requester"] as const;

export const taskId: MarketClaim = {
  id: "market/task-id",
  claim: "No two tasks have one id, and an id is bound to its chain, its contract and its requester",
  severity: "high",
  cites: [
    "Brevis, SlowMist N15: a request's id is not bound to the requester",
    "Succinct, Trail of Bits TOB-SUCC-4: truncated id",
  ],
  impact:
    "Events of one task are taken for another's; a task can be made impossible by opening its id first.",
  advice: "Make the id a hash of chain, contract, requester and nonce, and refuse one that is known.",
  method:
    "A task is opened once in a log: ids of settled tasks are kept as 64-bit digests. What an id is a hash of is taken from the " +
    "log (binds), where it says; the first task that lacks a part is named.",
  nothing: "no task is opened",
  observe: ({ book }, report) => {
    let silent = 0;
    let unbound: { readonly place: Place; readonly lacks: string; readonly id: string } | null = null;
    return {
      on: {
        "task.open"(line, task) {
          if (task === null) return;
          report.looked();
          if (book.falseStep !== null) {
            const first =
              task.opening === null || task.opening.place.seq === line.event.seq ? [] : [task.opening.place];
            report.found(`${named(task)} is opened once`, [at(line), ...first], {
              values: { task: task.id, requester: line.event.requester },
            });
          }
          const { binds } = line.event;
          if (binds === undefined) silent++;
          else {
            const lacks = BINDS.filter((part) => !binds.includes(part));
            if (lacks.length > 0) unbound ??= { place: at(line), lacks: lacks.join(", "), id: task.id };
          }
        },
      },
      finish() {
        if (unbound !== null) {
          report.found(`an id is bound to ${unbound.lacks}`, [unbound.place], {
            severity: "medium",
            values: { task: unbound.id },
          });
        }
        if (silent > 0) report.undecided(`the log does not say what the ids of ${silent} tasks are made of`);
      },
    };
  },
};
