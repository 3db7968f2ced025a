import { at, type MarketClaim } from "./claim.js";
import { named, short } from "./words.js";

export const reassign: MarketClaim = {
  id: "market/reassign",
  claim: "A task that failed goes to another prover, and not more often than the market allows",
  severity: "medium",
  cites: [
    "scroll-tech/scroll pull 1584: not the same failing task to the same prover",
    "Gevulot: one fallback prover",
  ],
  impact: "A task stays with provers who cannot do it.",
  advice: "Leave out the provers of earlier attempts when choosing again.",
  method:
    "After task.fail, no prover of an earlier attempt is among those of task.assign; the number of assignments of a task is at most " +
    "maxAttempts, where that is known.",
  nothing: "no task is assigned again",
  beside: ({ profile }) =>
    profile.transitions.some(({ on }) => on === "task.reopen")
      ? null
      : "tasks are assigned once in this market",
  observe: ({ terms }, report) => ({
    on: {
      "task.assign"(line, task) {
        if (task === null || task.again || task.assignments.length < 2) return;
        report.looked();
        const earlier = task.assignments.slice(0, -1);
        for (const prover of line.event.provers) {
          const before = earlier.find(({ provers }) => provers.includes(prover));
          if (before === undefined) continue;
          report.found(
            `${short(prover)}, who failed ${named(task)}, is not assigned to it again`,
            [at(line), before.place],
            {
              values: { task: task.id, prover },
            },
          );
        }
        const { maxAttempts } = terms.params;
        if (maxAttempts === undefined)
          return report.undecided("how often a task may be assigned is not known: give params.maxAttempts");
        if (task.assignments.length <= maxAttempts) return;
        report.found(`attempts ≤ ${maxAttempts}, for ${named(task)}`, [at(line)], {
          values: { task: task.id, attempts: String(task.assignments.length) },
        });
      },
    },
  }),
};
