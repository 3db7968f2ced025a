import { at, type MarketClaim } from "./claim.js";
import type { Task } from "./replay/task.js";
import { named, units } from "./words.js";

export const staked: MarketClaim = {
  id: "market/staked",
  claim:
    "A prover's security is locked before their task takes effect: liability or collateral in full, or a stake",
  severity: "high",
  cites: [
    "ZKPool: the service stakes liability into the contract",
    "ProofPool: a declared liability is never staked",
  ],
  impact: "A prover who does not deliver loses nothing, and the requester has nothing to claim.",
  advice: "Look for the token transfer that should have come with the assignment.",
  method:
    "At the end of the transaction that assigns a task: what the assigned prover has locked for it, for liability (ZKPool) or as " +
    "bond (Boundless), is the amount that the task declares, in its asset. Nobody else's money counts, nor the " +
    "contract's own. A task that declares no amount is not decided; one that declares none at all (0) shows nothing. Where provers stake once for all tasks (rollers), each assigned prover has a stake above zero.",
  ofMovements: true,
  nothing: "no task is assigned whose prover must lock anything",
  beside: ({ profile }) =>
    profile.security === null && profile.slashes === "elsewhere"
      ? "this market's stakes are kept in another contract"
      : null,
  observe: ({ terms, book: { accounts } }, report) => {
    const { security } = terms.profile;
    const fresh = new Set<Task>();
    let unsecured = 0;
    const judge = (task: Task): void => {
      const last = task.assignments.at(-1);
      if (last === undefined) return;
      if (security === null) {
        report.looked();
        for (const prover of last.provers.filter((one) => !accounts.hasStake(one))) {
          report.found(`the stake of ${prover} > 0 when ${named(task)} is assigned to them`, [last.place], {
            values: { task: task.id, prover },
          });
        }
        return;
      }
      const { opening } = task;
      if (opening === null) return report.undecided(`${named(task)} was opened before the log begins`);
      const { liability } = opening;
      if (liability === null) {
        return report.undecided(
          `${named(task)} does not say what its prover must lock: whether it was locked is not known`,
        );
      }
      const { asset, amount } = liability;
      // Nothing is promised, so that nothing is kept.
      if (amount === 0n) return void (unsecured += 1);
      report.looked();
      let locked = 0n;
      for (const flow of task.flows) {
        if (flow.kind !== "lock" || flow.why !== security || flow.asset !== asset) continue;
        if (last.provers.includes(flow.from)) locked += flow.amount;
      }
      if (locked === amount) return;
      report.found(`locked = declared ${security}, for ${named(task)}`, [last.place], {
        values: {
          task: task.id,
          locked: units(locked, asset),
          declared: units(amount, asset),
          prover: last.provers.join(", "),
        },
      });
    };
    return {
      on: {
        "task.assign"(_line, task) {
          if (task !== null && !task.again) fresh.add(task);
        },
        "proof.submit"(line, task) {
          if (security !== null || task === null || accounts.hasStake(line.event.prover)) return;
          if (!task.provers.includes(line.event.prover)) return;
          report.found(`the stake of ${line.event.prover} > 0 when they prove ${named(task)}`, [at(line)], {
            values: { task: task.id, prover: line.event.prover },
          });
        },
      },
      group() {
        for (const task of fresh) judge(task);
        fresh.clear();
      },
      finish() {
        if (unsecured > 0) report.fact("Tasks whose prover must lock nothing", String(unsecured));
      },
    };
  },
};
