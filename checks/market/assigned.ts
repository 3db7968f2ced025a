import type { EventOf } from "../../transcripts/market/events.js";
import type { MarketLine } from "../../transcripts/market/read.js";
import { at, type MarketClaim, type Report } from "./claim.js";
import { proofOf } from "./deadline.js";
import type { Task } from "./replay/task.js";
import { maySubmit, type Terms } from "./terms.js";
import { named } from "./words.js";

export const assigned: MarketClaim = {
  id: "market/assigned",
  claim: "While a task is somebody's, only they are paid for it",
  severity: "high",
  cites: ["ZKPool: a task is handed to a single prover", "Brevis: MarketNotExpectedProver"],
  impact: "A prover who waited with a copy of the proof, or was never chosen, takes what another worked for.",
  advice: "The contract must compare the sender, or a prover bound in the proof, with the assigned one.",
  method:
    "A task.done within the own time of the assigned prover must name one of the assigned provers; after it, anybody where " +
    "the profile opens tasks, and only the assigned where it does not. In a lottery, whoever is paid was assigned.",
  nothing: "no assigned task is done",
  observe: ({ terms }, report) => ({
    on: {
      pay: (line, task) => drawn(line, task, terms, report),
      release: (line, task) => drawn(line, task, terms, report),
      "task.done"(line, task) {
        if (task === null || task.again || task.done?.place.seq !== line.event.seq) return;
        const last = task.assignments.at(-1);
        // Whether it may be done without is for market/one-terminal.
        if (last === undefined) return;
        const { prover } = line.event;
        if (last.provers.includes(prover)) return report.looked();
        const t = (proofOf(task, task.done) ?? at(line)).t;
        if (terms.profile.openAfterExclusive) {
          if (task.ownUntil === null) {
            return report.undecided(
              `${named(task)} has no window that anybody states: give it with --config`,
            );
          }
          if (!maySubmit(t, task.ownUntil, terms.boundary)) return report.looked();
        }
        report.found(`the prover of ${named(task)} at t = ${t} is an assigned one`, [at(line), last.place], {
          values: {
            task: task.id,
            prover,
            assigned: last.provers.join(", "),
            "own time until": String(task.ownUntil ?? "–"),
          },
        });
      },
    },
  }),
};

/** In a lottery, whoever is paid was assigned at some time: a proof alone gives no right. */
function drawn(
  line: MarketLine<EventOf<"pay" | "release">>,
  task: Task | null,
  { rewardMode }: Terms,
  report: Report,
): void {
  const { to, why } = line.event;
  if (rewardMode !== "lottery" || why !== "reward" || task === null || task.again) return;
  if (task.assignments.length === 0) return;
  report.looked();
  if (task.assignments.some(({ provers }) => provers.includes(to))) return;
  report.found(
    `who is paid for ${named(task)} was assigned to it`,
    [at(line), ...task.assignments.slice(-1).map(({ place }) => place)],
    { values: { task: task.id, paid: to } },
  );
}
