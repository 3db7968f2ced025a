/** How a market of rollers can break its promises about weights: for late, wrong and right proofs. */
import type { Fault } from "../../fault.js";
import { stranger } from "../../script.js";
import { ROLLER_T, rollerHeader, scr } from "../market.js";
import { moved, proverOf, weightOf, wonByFirst } from "./change.js";
const { contract } = rollerHeader;

export const wrongWeights: readonly Fault[] = [
  {
    name: "late for nothing",
    what: "a proof is late, and the weight of its prover stays",
    plant(script) {
      wonByFirst(script);
      script.at("second proof").t = script.openedAt + 3 + ROLLER_T + 1;
    },
    shows: [["market/rep-update", "assign", "second proof"]],
  },
  {
    name: "late and raised",
    what: "a proof is late, and the weight of its prover grows, above their stake",
    plant(script) {
      wonByFirst(script);
      const prover = proverOf(script, "second proof");
      script.at("second proof").t = script.openedAt + 3 + ROLLER_T + 1;
      moved(script, script.openedAt + 250, prover, weightOf(script, prover) + 5, "late", "decay");
    },
    shows: [
      ["market/weight", "moved"],
      ["market/rep-update", "moved"],
      ["market/rep-update", "assign", "second proof"],
    ],
  },
  {
    name: "punished for work",
    what: "a prover in time is lowered",
    plant: (script) => {
      const prover = proverOf(script, "second proof");
      moved(script, script.openedAt + 105, prover, weightOf(script, prover) - 5, "ok", "ok");
    },
    shows: [["market/rep-update", "moved"]],
  },
  {
    name: "slandered",
    what: "a prover whose proof was right is lowered for a wrong one",
    plant: (script) => {
      const prover = proverOf(script, "second proof");
      moved(script, script.openedAt + 105, prover, weightOf(script, prover) - 5, "invalid", "ok");
    },
    shows: [["market/rep-update", "moved", "second proof"]],
  },
  {
    name: "invalid for nothing",
    what: "an invalid proof is not fined",
    plant(script) {
      wonByFirst(script);
      script.change("second proof", { verdict: "invalid" });
    },
    shows: [["market/rep-update", "second proof"]],
  },
  {
    name: "above the stake",
    what: "a weight grows beyond κ·stake",
    plant: (script) => {
      const prover = proverOf(script, "first proof");
      moved(script, script.openedAt + 105, prover, weightOf(script, prover) + 500, "ok", "decay");
    },
    shows: [["market/weight", "moved"]],
  },
  {
    name: "a first weight",
    what: "a newcomer's weight is half of their deposit",
    plant: (script) =>
      void script.step("newcomer", script.openedAt + 200, {
        "stake in": scr(stranger, contract, "100"),
        stake: { type: "stake.add", actor: stranger, asset: "SCR", amount: "100" },
        "first weight": { type: "weight.set", actor: stranger, old: "0", new: "50", reason: "deposit" },
        "no weight": { type: "weight.set", actor: stranger, old: "50", new: "0", reason: "decay" },
        leaves: { type: "stake.withdraw", actor: stranger, asset: "SCR", amount: "100" },
        "stake out": scr(contract, stranger, "100"),
      }),
    // At the end of the transaction nothing is staked any more: the weight is above it.
    shows: [["market/weight", "first weight"]],
  },
  {
    name: "a false snapshot",
    what: "the weights that selection is made from are not the weights",
    plant(script) {
      const { event } = script.line("snapshot");
      const weights = event.type === "rep.snapshot" ? event.weights : {};
      const [first = ""] = Object.keys(weights);
      script.change("snapshot", { weights: { ...weights, [first]: "9999" } });
    },
    shows: [["market/weight", "snapshot"]],
  },
];
