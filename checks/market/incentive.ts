import { at, type MarketClaim } from "./claim.js";
import { named, units } from "./words.js";

export const incentive: MarketClaim = {
  id: "market/incentive",
  claim:
    "Where the reward is prepaid, a prover who does nothing loses more than they were paid: liability + bond > reward",
  severity: "medium",
  cites: ["taiko-mono prover_market_review2.md: prepaid fee and fixed slash make non-performance profitable"],
  impact: "Taking the reward and leaving is profitable.",
  advice: "Ask for a liability above the reward, or pay on completion.",
  method:
    "For each task that is opened: the liability that it declares, and the bond that is locked with it, in the reward's asset, " +
    "exceed the reward. Amounts in different assets are not compared: their prices are not in the log.",
  nothing: "no task is opened",
  beside: ({ rewardMode }) => (rewardMode === "prepaid" ? null : "the reward is not prepaid"),
  observe: (_setting, report) => {
    const opened = new Map<Parameters<typeof named>[0], () => void>();
    return {
      on: {
        "task.open"(line, task) {
          if (task === null || task.again || task.opening === null) return;
          const { reward, liability } = task.opening;
          opened.set(task, () => {
            const bond = task.total(reward.asset, ["lock"], "bond");
            const declared = liability?.asset === reward.asset ? liability.amount : 0n;
            const elsewhere = liability !== null && liability.asset !== reward.asset && liability.amount > 0n;
            if (declared + bond > reward.amount) return report.looked();
            if (elsewhere)
              return report.undecided(`${named(task)} declares reward and liability in different assets`);
            report.found(`liability + bond > reward, for ${named(task)}`, [at(line)], {
              values: {
                task: task.id,
                liability: units(declared, reward.asset),
                bond: units(bond, reward.asset),
                reward: units(reward.amount, reward.asset),
              },
            });
          });
        },
      },
      group() {
        for (const judge of opened.values()) judge();
        opened.clear();
      },
    };
  },
};
