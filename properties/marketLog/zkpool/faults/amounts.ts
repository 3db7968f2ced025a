/** How what a prover stakes, and is paid, can be another amount than was agreed. */
import type { Fault } from "../../fault.js";
import { stranger } from "../../script.js";
import { zkpoolWindows } from "../tasks.js";
export const wrongAmounts: readonly Fault[] = [
  {
    name: "not staked",
    what: "the declared liability is never locked",
    plant: (script) => script.drop("liability in", "lock liability", "release liability", "liability out"),
    shows: [["market/staked", "assign"]],
  },
  {
    name: "another's stake",
    what: "the liability is locked by somebody else",
    plant(script) {
      script.change("liability in", { from: stranger });
      script.change("lock liability", { from: stranger });
    },
    shows: [
      ["market/payee", "lock liability"],
      ["market/staked", "assign"],
    ],
  },
  {
    name: "liability kept",
    what: "the proof is in time and the liability stays in the contract",
    plant: (script) => script.drop("release liability", "liability out"),
    shows: [["market/return", "done", "lock liability"]],
  },
  {
    name: "early claim",
    what: "the requester claims at the last moment at which a proof still counts",
    plant(script) {
      script.drop("submit", "done");
      script.at("proving").lines.unshift({ name: "expire", event: { type: "task.expire", task: script.id } });
      const { event } = script.line("open");
      const to = event.type === "task.open" ? event.requester : "";
      script.change("release liability", { to });
      script.change("liability out", { to });
      script.at("proving").t = script.openedAt + zkpoolWindows.liabilityWindow;
    },
    shows: [["market/claim", "expire"]],
  },
  {
    name: "changed bond",
    what: "the bond is configured to 1 while the task is open, and 1 is released",
    plant(script) {
      script.step("configured", script.openedAt + 30, {
        configured: { type: "param.set", name: "bondAmount", old: "100", new: "1" },
      });
      script.step("configured back", script.openedAt + 901, {
        "configured back": { type: "param.set", name: "bondAmount", old: "1", new: "100" },
      });
      script.change("release bond", { amount: "1" });
      script.change("bond out", { amount: "1" });
    },
    shows: [
      ["market/return", "done", "lock bond"],
      ["market/freeze", "release bond", "lock bond", "configured"],
    ],
  },
  {
    name: "paid twice",
    what: "the reward is paid in advance and again on completion",
    plant(script) {
      const { lines } = script.at("proving");
      lines.push({ name: "second pay", event: script.like("pay reward") });
      lines.push({ name: "second reward moves", event: script.like("reward moves") });
    },
    shows: [["market/reward-once", "second pay", "pay reward"]],
  },
  {
    name: "paid short",
    what: "half of the agreed reward is paid",
    plant(script) {
      script.change("pay reward", { amount: "250" });
      script.change("reward moves", { amount: "250" });
    },
    shows: [["market/reward-once", "open"]],
  },
  {
    name: "worth leaving",
    what: "the prepaid reward is more than the prover can lose",
    plant(script) {
      script.change("open", { reward: { asset: "USD", amount: "900" } });
      script.change("pay reward", { amount: "900" });
      script.change("reward moves", { amount: "900" });
    },
    shows: [["market/incentive", "open"]],
  },
  {
    name: "nothing to lose",
    what: "no liability is declared, and the reward is prepaid",
    plant(script) {
      script.drop("liability in", "lock liability", "release liability", "liability out");
      script.change("open", { liability: { asset: "USD", amount: "0" } });
    },
    shows: [["market/incentive", "open"]],
  },
];
