/** How the tokens can move otherwise than a ZKPool says. */
import type { Fault } from "../../fault.js";
import { stranger } from "../../script.js";
import { zkpoolHeader } from "../tasks.js";
const { contract } = zkpoolHeader;
const token = zkpoolHeader.assets["USD"]?.erc20 ?? "";

export const wrongMoves: readonly Fault[] = [
  {
    name: "forged transfer",
    what: "the pool emits a log that looks like the token's",
    plant: (script) =>
      void script.step("forged", script.openedAt + 200, {
        forged: { type: "transfer", src: contract, asset: "USD", from: contract, to: stranger, amount: "5" },
      }),
    shows: [["market/events", "forged"]],
  },
  {
    name: "fee on transfer",
    what: "less comes in than is locked",
    plant: (script) => script.change("liability in", { amount: "799" }),
    shows: [
      ["market/conserve", "liability in", "lock liability", "reward moves"],
      ["market/token-legs", "lock liability"],
    ],
  },
  {
    name: "a diverted bond",
    what: "the market says that it released the bond to the prover, and the token goes to a stranger",
    plant: (script) => script.change("bond out", { to: stranger }),
    shows: [["market/token-legs", "release bond"]],
  },
  {
    name: "a reward in words",
    what: "the reward is reported as paid, and no token moves",
    plant: (script) => script.drop("reward moves"),
    shows: [["market/token-legs", "pay reward"]],
  },
  {
    name: "money taken",
    what: "tokens leave the contract without an event of the market",
    plant: (script) =>
      void script.step("taken", script.openedAt + 400, {
        taken: { type: "transfer", src: token, asset: "USD", from: contract, to: stranger, amount: "7" },
      }),
    shows: [["market/conserve", "taken"]],
  },
];
