/** How a ZKPool can pay the wrong people. */
import type { Fault } from "../../fault.js";
import { stranger } from "../../script.js";
export const wrongPayments: readonly Fault[] = [
  {
    name: "a paid stranger",
    what: "the reward goes to somebody else",
    plant(script) {
      script.change("pay reward", { to: stranger });
      script.change("reward moves", { to: stranger });
    },
    shows: [["market/payee", "pay reward"]],
  },
  {
    name: "others pay",
    what: "somebody else pays the reward",
    plant(script) {
      script.change("pay reward", { from: stranger });
      script.change("reward moves", { from: stranger });
    },
    shows: [["market/payee", "pay reward"]],
  },
  {
    name: "self-payment",
    what: "the requester pays the reward to themselves",
    plant(script) {
      const { event } = script.line("pay reward");
      const from = event.type === "pay" ? event.from : "";
      script.change("pay reward", { to: from });
      script.change("reward moves", { to: from });
    },
    shows: [
      ["market/payee", "pay reward"],
      ["market/payee", "pay reward"],
    ],
  },
  {
    name: "released for nothing",
    what: "bond and liability are released to the prover, and nobody proved",
    plant: (script) => script.drop("submit", "done"),
    shows: [
      ["market/payee", "release liability"],
      ["market/payee", "release bond"],
    ],
  },
];
