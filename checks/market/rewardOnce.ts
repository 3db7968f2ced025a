import type { EventOf } from "../../transcripts/market/events.js";
import type { MarketLine } from "../../transcripts/market/read.js";
import { at, type MarketClaim } from "./claim.js";
import { proofOf } from "./deadline.js";
import type { Place, Task } from "./replay/task.js";
import { whenSettled } from "./settled.js";
import { maySubmit } from "./terms.js";
import { named, units } from "./words.js";

export const rewardOnce: MarketClaim = {
  id: "market/reward-once",
  claim:
    "The reward of a task is paid once: in advance or on completion, never both, and as much as was agreed",
  severity: "high",
  cites: [
    "ZKPool: the reward is received in advance, and again after the task is done",
    "OpenZeppelin minimal-rollup 125: delayed publications are paid again",
  ],
  impact: "The requester pays twice, or the prover works for less than agreed.",
  advice: "Pin the mode of payment, and compare the sum of the named payments with the agreed reward.",
  method:
    "All payments for a task's reward are added. The sum never exceeds the agreed reward, in its asset. Prepaid: it is the agreed " +
    "reward at the end of the opening's transaction, and nothing is paid later. On completion: nothing is paid before the task is " +
    "done; then the agreed reward, where it was done in the prover's own time (in auctions: at most that, see market/auction). " +
    "In a lottery it is paid to one prover.",
  ofMovements: true,
  nothing: "no task has a reward",
  observe: ({ terms }, report) => {
    const { rewardMode, profile } = terms;
    const opened = new Set<Task>();
    const fresh: { readonly line: MarketLine<EventOf<"pay" | "release">>; readonly task: Task }[] = [];
    const paid = (line: MarketLine<EventOf<"pay" | "release">>, task: Task | null): void => {
      if (task !== null && line.event.why === "reward") fresh.push({ line, task });
    };
    const settled = whenSettled(terms, (task, due) => {
      const { opening, done } = task;
      if (opening === null || done === null || rewardMode === "prepaid" || profile.auction) return;
      const { asset, amount } = opening.reward;
      const sum = task.total(asset, ["pay", "release"], "reward");
      const own =
        (task.ownUntil === null ||
          maySubmit((proofOf(task, done) ?? done.place).t, task.ownUntil, terms.boundary)) &&
        (task.provers.length === 0 || task.provers.includes(done.prover));
      if (sum >= amount || !own) return;
      if (due) short(task, done.place, sum);
      else if (rewardMode === "onDone")
        report.undecided(`the log ends before the reward of ${named(task)} is paid`);
    });
    const short = (task: Task, place: Place, sum: bigint): void => {
      const reward = task.opening?.reward;
      if (reward === undefined) return;
      report.found(`paid = agreed reward, for ${named(task)}`, [place], {
        values: { task: task.id, paid: units(sum, reward.asset), agreed: units(reward.amount, reward.asset) },
      });
    };
    return {
      ...settled,
      on: {
        "task.open"(_line, task) {
          if (task === null || task.again) return;
          report.looked();
          opened.add(task);
        },
        pay: paid,
        release: paid,
      },
      group(group) {
        for (const { line, task } of fresh) pay(line, task);
        fresh.length = 0;
        for (const task of opened) {
          const reward = task.opening?.reward;
          if (rewardMode !== "prepaid" || reward === undefined) continue;
          const sum = task.total(reward.asset, ["pay", "release"], "reward");
          if (sum < reward.amount && task.opening !== null) short(task, task.opening.place, sum);
        }
        opened.clear();
        return settled.group?.(group);
      },
    };

    function pay(line: MarketLine<EventOf<"pay" | "release">>, task: Task): void {
      const { event } = line;
      const blame = (statement: string, others: readonly Place[] = []): void =>
        report.found(`${statement}, for ${named(task)}`, [at(line), ...others], {
          values: { task: task.id, amount: units(BigInt(event.amount), event.asset), to: event.to },
        });
      if (task.again) return blame("nothing is paid after the task was settled");
      const reward = task.opening?.reward;
      if (reward === undefined) return report.undecided(`${named(task)} was opened before the log begins`);
      if (event.asset !== reward.asset) return blame(`the reward is paid in ${reward.asset}`);
      const before = task.flows.filter(
        (flow) =>
          flow.why === "reward" &&
          (flow.kind === "pay" || flow.kind === "release") &&
          flow.place.seq < event.seq,
      );
      const sum = before.reduce(
        (total, flow) => total + (flow.asset === event.asset ? flow.amount : 0n),
        BigInt(event.amount),
      );
      const places = before.slice(-3).map(({ place }) => place);
      if (sum > reward.amount) return blame("paid ≤ agreed reward", places);
      if (rewardMode === "prepaid" && event.tx !== task.opening?.place.tx) {
        return blame("a prepaid reward is paid when the task is opened", places);
      }
      if (rewardMode !== "prepaid" && task.done === null)
        return blame("nothing is paid before the task is done");
      if (rewardMode === "lottery" && before.some(({ to }) => to !== event.to))
        blame("one prover is paid", places);
    }
  },
};
