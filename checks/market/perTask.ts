import type { EventOf } from "../../transcripts/market/events.js";
import type { MarketLine } from "../../transcripts/market/read.js";
import { at, type MarketClaim } from "./claim.js";
import type { Task } from "./replay/task.js";
import { named, units } from "./words.js";

export const perTask: MarketClaim = {
  id: "market/per-task",
  claim: "No task pays out more than was locked for it: released(task) ≤ locked(task), for each asset",
  severity: "critical",
  cites: ["ProofPool: proveTask again on a proven task pays another prover's bond"],
  impact: "The difference is paid from what others locked for their tasks.",
  advice: "Look at the earlier releases of the task: the contract does not note that it has paid.",
  method:
    "Locks of a task are added, releases, payments out of escrow and slashes are taken off, per asset; the rest must not " +
    "fall below zero at any event. A release that names no task cannot be held against any lock, and is false on its face.",
  ofMovements: true,
  nothing: "nothing is released from a task's escrow",
  observe: ({ terms }, report) => {
    const paid = (line: MarketLine<EventOf<"release" | "pay" | "slash">>, task: Task | null): void => {
      const { event } = line;
      if (event.type === "pay" && event.from !== terms.contract) return;
      if (event.type === "slash" && terms.profile.slashes !== "escrow") return;
      if (task === null) return report.found(`a ${event.type} from escrow names its task`, [at(line)]);
      report.looked();
      const left = task.escrow.get(event.asset) ?? 0n;
      if (left >= 0n) return;
      const earlier = task.flows
        .filter(
          ({ kind, asset, place }) => kind !== "lock" && asset === event.asset && place.seq !== event.seq,
        )
        .slice(-3);
      report.found(
        `released ≤ locked, for ${named(task)}`,
        [at(line), ...earlier.map(({ place }) => place)],
        {
          values: {
            task: task.id,
            amount: units(BigInt(event.amount), event.asset),
            "beyond what was locked": units(-left, event.asset),
          },
        },
      );
    };
    return { on: { release: paid, pay: paid, slash: paid } };
  },
};
