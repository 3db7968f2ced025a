import type { EventOf } from "../../transcripts/market/events.js";
import type { MarketLine } from "../../transcripts/market/read.js";
import { at, type MarketClaim } from "./claim.js";
import { proofOf } from "./deadline.js";
import type { Done, Task } from "./replay/task.js";
import { mayClaim, maySubmit } from "./terms.js";
import { named, units } from "./words.js";

export const claimed: MarketClaim = {
  id: "market/claim",
  claim:
    "Security is claimed only after the window, only of a task that is not done, by the requester, and in full",
  severity: "high",
  cites: ["ZKPool: after the LiabilityWindow the requester may claim all the liability"],
  impact: "A prover loses their security while they still had time, or for work that they did.",
  advice: "Compare the time of the claim with the end of the window.",
  method:
    "What gives a prover's security or their reward away (task.expire, task.refund where there are no bids, a release of liability to " +
    "anybody but the prover, a slash of the task) comes " +
    "at t > W (submitInclusive) or t ≥ W (claimInclusive), where W is the end of the last window, and, with a slashWindow, " +
    "no later than W + slashWindow. A task that was done in time loses nothing. A claim takes all that was locked. " +
    "Whoever is slashed for a task was assigned to it. " +
    "That a requester can claim when nobody proves is a property of the contract, tested by running it.",
  nothing: "nothing is claimed",
  beside: ({ profile }) =>
    profile.security === null && !profile.auction ? "provers put up nothing for a single task" : null,
  observe: ({ terms }, report) => {
    const claims: { line: MarketLine; task: Task }[] = [];
    const claim = (
      line: MarketLine<EventOf<"task.expire" | "task.refund" | "slash">>,
      task: Task | null,
    ): void => {
      if (task !== null && !task.again) claims.push({ line, task });
    };
    return {
      on: {
        "task.expire": claim,
        // When a request for bids is refunded depends on its bids: see market/auction.
        ...(terms.profile.auction ? {} : { "task.refund": claim }),
        slash: claim,
        release(line, task) {
          if (task === null || task.again || line.event.why !== "liability") return;
          if (line.event.to === task.opening?.requester) claims.push({ line, task });
        },
      },
      group() {
        const judged = new Set<Task>();
        for (const { line, task } of claims) {
          if (judged.has(task)) continue;
          judged.add(task);
          judge(line, task);
        }
        claims.length = 0;
      },
    };

    function judge(line: MarketLine, task: Task): void {
      const { t } = line.event;
      if (task.submitUntil === null) {
        return report.undecided(`${named(task)} has no window that anybody states: give it with --config`);
      }
      report.looked();
      const values = { task: task.id, "after W": `${t - task.submitUntil} s` };
      if (!mayClaim(t, task.submitUntil, terms.boundary)) {
        report.found(`nothing is claimed before W = ${task.submitUntil}, for ${named(task)}`, [at(line)], {
          values,
        });
      }
      const { slashWindow } = terms.params;
      if (
        slashWindow !== undefined &&
        line.event.type !== "task.refund" &&
        t > task.submitUntil + slashWindow
      ) {
        report.found(`slashed by W + ${slashWindow} s, for ${named(task)}`, [at(line)], { values });
      }
      const done = task.done;
      if (line.event.type === "slash") wasAssigned(line.event.prover, line, task);
      if (done !== null && (line.event.type !== "slash" || isKept(task, done))) {
        report.found(`${named(task)}, which is done, is not claimed`, [at(line), done.place], { values });
      }
      if (done === null && line.event.type !== "slash") inFull(line, task);
    }

    function wasAssigned(prover: string, line: MarketLine, task: Task): void {
      if (task.assignments.some(({ provers }) => provers.includes(prover))) return;
      report.found(`${prover}, who is slashed, was assigned to ${named(task)}`, [at(line)], {
        values: { task: task.id, prover },
      });
    }

    /** Whether the one who is slashed is the one who proved in their own time. */
    function isKept(task: Task, done: Done): boolean {
      const { t } = proofOf(task, done) ?? done.place;
      const own = task.ownUntil === null || maySubmit(t, task.ownUntil, terms.boundary);
      return own && task.provers.includes(done.prover);
    }

    function inFull(line: MarketLine, task: Task): void {
      for (const [asset, left] of task.escrow) {
        const locked = task.total(asset, ["lock"], "liability");
        const got = task.flows.reduce(
          (sum, flow) =>
            flow.asset === asset &&
            flow.kind !== "lock" &&
            flow.why === "liability" &&
            flow.to === task.opening?.requester
              ? sum + flow.amount
              : sum,
          0n,
        );
        if (locked === 0n || got >= locked) continue;
        report.found(`claimed = locked liability, for ${named(task)}`, [at(line)], {
          values: {
            task: task.id,
            locked: units(locked, asset),
            claimed: units(got, asset),
            "still in escrow": units(left, asset),
          },
        });
      }
    }
  },
};
