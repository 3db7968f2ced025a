import { at, type MarketClaim } from "./claim.js";
import type { Task } from "./replay/task.js";
import { whenSettled } from "./settled.js";
import { isBurnt, named, units } from "./words.js";

export const split: MarketClaim = {
  id: "market/split",
  claim: "What is slashed is the sum of its parts, and what was locked as reward is reward + fee + refund",
  severity: "high",
  cites: [
    "Boundless: SLASHING_BURN_BPS",
    "Taiko: IBondManager LivenessBondSettled(payer, payee, bond, credited, slashed)",
  ],
  impact: "A part of the money goes nowhere, or is made from nothing.",
  advice: "Look for rounding, and for a part that is paid to nobody.",
  method:
    "For each slash: amount = Σ parts; where this contract burns, the part that is burnt is ⌊amount·burnBps/10⁴⌋, and not decided where nobody states burnBps. For each " +
    "task that is settled: of the reward's asset, what was locked as reward equals what was paid as reward, fee, refund, bounty " +
    "and burn.",
  ofMovements: true,
  nothing: "nothing is slashed, and no locked reward is settled",
  observe: ({ terms }, report) => {
    const settled = whenSettled(terms, (task, due) => {
      const asset = task.opening?.reward.asset;
      if (asset === undefined || task.ended === null) return;
      const locked = task.total(asset, ["lock"], "reward");
      if (locked === 0n) return;
      const paid = paidOut(task, asset, terms.contract);
      report.looked();
      if (paid === locked) return;
      if (paid < locked && !due) return report.undecided(`the log ends before ${named(task)} is paid out`);
      report.found(`locked reward = reward + fee + refund, for ${named(task)}`, [task.ended], {
        values: { task: task.id, locked: units(locked, asset), paid: units(paid, asset) },
      });
    });
    return {
      ...settled,
      on: {
        slash(line) {
          report.looked();
          const { amount, parts, asset } = line.event;
          const total = BigInt(amount);
          const sum = parts.reduce((all, part) => all + BigInt(part.amount), 0n);
          const values = {
            amount: units(total, asset),
            "Σ parts": units(sum, asset),
            prover: line.event.prover,
          };
          if (sum !== total) report.found("amount = Σ parts", [at(line)], { values });
          const { burnBps } = terms.params;
          if (burnBps === undefined) {
            if (terms.profile.slashes !== "elsewhere")
              report.undecided("which part of a slash is burnt is not known: give params.burnBps");
            return;
          }
          const burnt = parts.reduce((all, part) => (isBurnt(part.to) ? all + BigInt(part.amount) : all), 0n);
          if (burnt === (total * BigInt(burnBps)) / 10_000n) return;
          report.found(`burnt = ⌊amount · ${burnBps}/10,000⌋`, [at(line)], {
            values: { ...values, burnt: units(burnt, asset) },
          });
        },
      },
    };
  },
};

/** What went out of the reward's escrow. */
function paidOut(task: Task, asset: string, contract: string): bigint {
  return task.flows.reduce((sum, { kind, why, from, amount, asset: of }) => {
    const leaves = kind === "release" || (kind === "pay" && from === contract);
    const counts =
      why === "reward" || why === "fee" || why === "refund" || why === "bounty" || why === "burn";
    return of === asset && leaves && counts ? sum + amount : sum;
  }, 0n);
}
