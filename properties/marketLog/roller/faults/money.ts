/** How a market of rollers can break its promises about fines and rewards. */
import type { Fault } from "../../fault.js";
import { burnt, stranger } from "../../script.js";
import { ROLLER_T, rollerHeader, scr, sequencer } from "../market.js";
import { paidTo, proverOf, weightOf, wonByFirst } from "./change.js";
const { contract } = rollerHeader;

export const wrongMoney: readonly Fault[] = [
  {
    name: "a part of a fine",
    what: "of a fine of 100, 60 arrive anywhere",
    plant(script) {
      wonByFirst(script);
      const prover = proverOf(script, "second proof");
      const weight = weightOf(script, prover);
      script.change("second proof", { verdict: "invalid" });
      script.step("fine", script.openedAt + 105, {
        fine: {
          type: "slash",
          task: script.id,
          prover,
          asset: "SCR",
          amount: "100",
          parts: [{ to: burnt, amount: "60" }],
        },
        "fine out": scr(contract, burnt, "100"),
        "stake in": scr(prover, contract, "100"),
        "stake again": { type: "stake.add", actor: prover, asset: "SCR", amount: "100" },
        same: {
          type: "weight.set",
          actor: prover,
          old: String(weight),
          new: String(weight),
          reason: "deposit",
        },
      });
    },
    shows: [
      ["market/split", "fine"],
      ["market/split", "fine"],
    ],
  },
  {
    name: "two are paid",
    what: "the reward of a lottery goes to two",
    plant(script) {
      script.change("pay", { amount: "30" });
      const { event } = script.line("done");
      const [first, second] = [proverOf(script, "first proof"), proverOf(script, "second proof")];
      const loser = event.type === "task.done" && event.prover === first ? second : first;
      const { lines } = script.at("done");
      lines.push({ name: "second pay", event: script.like("pay", { to: loser }) });
      script.change("reward out", { amount: "30" });
      lines.push({ name: "second reward out", event: script.like("reward out", { to: loser }) });
    },
    shows: [["market/reward-once", "second pay", "pay"]],
  },
  {
    name: "paid for nothing",
    what: "the reward goes to somebody without a proof",
    plant(script) {
      paidTo(script, stranger);
    },
    shows: [
      ["market/payee", "pay", "done"],
      ["market/assigned", "pay", "assign"],
    ],
  },
  {
    name: "paid before",
    what: "the reward is paid before the task is done",
    plant(script) {
      wonByFirst(script);
      const moves = { pay: script.line("pay").event, "reward out": script.line("reward out").event };
      script.drop("pay", "reward out");
      script.step("early", script.openedAt + 80, moves);
    },
    shows: [["market/reward-once", "pay"]],
  },
  {
    name: "a late winner",
    what: "the task is done, and paid, by a proof after T",
    plant(script) {
      wonByFirst(script);
      for (const [name, after] of [
        ["first proof", 1],
        ["second proof", 2],
        ["done", 3],
        ["aggregated", 4],
      ] as const) {
        script.at(name).t = script.openedAt + 3 + ROLLER_T + after;
      }
    },
    shows: [
      ["market/deadline", "first proof", "done"],
      ["market/rep-update", "assign", "first proof"],
      ["market/rep-update", "assign", "second proof"],
    ],
  },
  {
    name: "an empty payment",
    what: "the market says that it paid, and no token moves",
    plant: (script) => script.drop("reward out"),
    shows: [
      ["market/conserve", "pay"],
      ["market/token-legs", "pay"],
    ],
  },
  {
    name: "kept by the market",
    what: "a part of the reward goes to the requester's friend as a fee that nobody agreed to, and the rest is kept",
    plant(script) {
      script.change("pay", { amount: "40" });
      script.change("reward out", { amount: "40" });
      script
        .at("done")
        .lines.push({ name: "fee", event: script.like("pay", { to: sequencer, amount: "10", why: "fee" }) });
      script
        .at("done")
        .lines.push({ name: "fee out", event: script.like("reward out", { to: sequencer, amount: "10" }) });
    },
    shows: [
      ["market/reward-once", "done"],
      ["market/split", "done"],
    ],
  },
];
