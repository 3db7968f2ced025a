import type { MoneyReason } from "../../transcripts/market/events.js";
import type { MarketClaim } from "./claim.js";
import { proofOf } from "./deadline.js";
import type { Done, Flow, Task } from "./replay/task.js";
import { whenSettled } from "./settled.js";
import { maySubmit, type Terms } from "./terms.js";
import { named, units } from "./words.js";

export const returned: MarketClaim = {
  id: "market/return",
  claim: "A prover who proves in time gets back all that they put up",
  severity: "high",
  cites: [
    "ZKPool: the liability will be returned",
    "Code4rena Taiko 2024-03 H-02: correct prover's bonds burned or frozen",
    "ProofPool: 100 deposited, 1 released",
  ],
  impact: "Honest work costs the prover their security.",
  advice:
    "Compare what was locked with what was released, and look for a change of configuration between the two.",
  method:
    "Where a task was done in time by an assigned prover: what they locked as security is released to them, to the last unit, in " +
    "the transaction that settles the task or, where the market settles later, before the log has nothing more of it. A bond that " +
    "is the proof's reward goes in full to whoever proved.",
  ofMovements: true,
  nothing: "no task was done in time for which something was put up",
  beside: ({ profile }) => (profile.security === null ? "provers put up nothing for a single task" : null),
  observe: ({ terms }, report) => {
    const { security, bounty } = terms.profile;
    return whenSettled(terms, (task, isDue) => {
      const { done } = task;
      if (done === null || security === null) return;
      const due = duesOf(task, done, terms, security, bounty);
      for (const { why, asset, to, amount } of due) {
        report.looked();
        const back = sumOf(
          task,
          asset,
          why,
          ({ kind, to: payee }) => (kind === "release" || kind === "pay") && payee === to,
        );
        if (back === amount) continue;
        if (back < amount && !isDue) {
          report.undecided(`the log ends before the ${why} of ${named(task)} is returned`);
          continue;
        }
        const locks = task.flows.filter(
          (flow) => flow.kind === "lock" && flow.why === why && flow.asset === asset,
        );
        report.found(
          `returned = locked ${why}, for ${named(task)}`,
          [done.place, ...locks.map(({ place }) => place)],
          {
            values: { task: task.id, locked: units(amount, asset), returned: units(back, asset), to },
          },
        );
      }
    });
  },
};

interface Due {
  readonly why: MoneyReason;
  readonly asset: string;
  readonly to: string;
  readonly amount: bigint;
}

/** What must be released to whom. */
function duesOf(
  task: Task,
  done: Done,
  terms: Terms,
  security: MoneyReason,
  bounty: MoneyReason | null,
): Due[] {
  const until = terms.profile.securityUntil === "own" ? task.ownUntil : task.submitUntil;
  const t = (proofOf(task, done) ?? done.place).t;
  const inTime = until === null || maySubmit(t, until, terms.boundary);
  const dues: Due[] = [];
  for (const why of bounty === null ? [security] : [security, bounty]) {
    if (!inTime) continue;
    // Security goes back to who put it up and proved in time; a bounty to who proved.
    const service =
      why === security
        ? task.provers.find((one) => one === done.prover || terms.profile.securityUntil === "last")
        : done.prover;
    if (service === undefined) continue;
    for (const asset of new Set(task.flows.map((flow) => flow.asset))) {
      const amount = sumOf(task, asset, why, ({ kind }) => kind === "lock");
      if (amount > 0n) dues.push({ why, asset, to: service, amount });
    }
  }
  return dues;
}

function sumOf(task: Task, asset: string, why: MoneyReason, isMeant: (flow: Flow) => boolean): bigint {
  return task.flows.reduce(
    (sum, flow) => (flow.asset === asset && flow.why === why && isMeant(flow) ? sum + flow.amount : sum),
    0n,
  );
}
