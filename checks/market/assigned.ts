import { at, type MarketClaim } from "./claim.js";
import { proofOf } from "./deadline.js";
import { maySubmit } from "./terms.js";
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
    "the profile opens tasks, and only the assigned where it does not.",
  nothing: "no assigned task is done",
  observe: ({ terms }, report) => ({
    on: {
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
