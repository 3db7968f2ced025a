/** How a sealed-bid market can break its promises, one fault a task that is done. */
import { brevisHeader } from "./tasks.js";
import type { Fault } from "../fault.js";
import { addressOf, hash, type Script } from "../script.js";

const { contract } = brevisHeader;
const REVEALS = ["reveal 0", "reveal 1", "reveal 2"] as const;

/** Pays somebody another price, and the requester the rest. */
function priced(script: Script, price: number): void {
  const [paid, rest] = [String(price), String(100 - price)];
  for (const [name, amount] of [
    ["pay", paid],
    ["fee out", paid],
    ["refund", rest],
    ["refund out", rest],
  ] as const) {
    script.change(name, { amount });
  }
}

/** Nobody proves, and the requester has all back. @param after seconds from the opening */
function refunded(script: Script, after: number): void {
  script.drop("submit", "done", "pay", "fee out");
  const step = script.at("proving");
  step.t = script.openedAt + after;
  step.lines.unshift({ name: "refunded", event: { type: "task.refund", task: script.id } });
  script.change("refund", { amount: "100" });
  script.change("refund out", { amount: "100" });
}

export const brevisFaults: readonly Fault[] = [
  {
    name: "two reveals",
    what: "the winner reveals again, becomes the second, and is paid what they like",
    plant(script) {
      script.step("again", script.openedAt + 60, {
        "second reveal": script.like("reveal 0", { fee: "90" }),
      });
      priced(script, 90);
    },
    shows: [
      ["market/auction", "second reveal", "reveal 0"],
      ["market/auction", "done", ...REVEALS],
    ],
  },
  {
    name: "not the lowest",
    what: "a bid that is not the lowest wins",
    plant(script) {
      const { event } = script.line("reveal 1");
      const prover = event.type === "bid.reveal" ? event.prover : "";
      for (const name of ["submit", "done"]) script.change(name, { prover });
      for (const name of ["pay", "fee out"]) script.change(name, { to: prover });
    },
    shows: [["market/auction", "done", ...REVEALS]],
  },
  {
    name: "own price",
    what: "the winner is paid more than the second-lowest fee",
    plant: (script) => priced(script, 80),
    shows: [["market/auction", "done", ...REVEALS]],
  },
  {
    name: "a late bid",
    what: "a bid comes after the bids are closed",
    plant: (script) => void (script.at("bids 2").t = script.openedAt + 41),
    shows: [["market/auction", "bid 2"]],
  },
  {
    name: "an early reveal",
    what: "a bid is opened at the last moment at which others can still bid",
    plant: (script) => void (script.at("reveals 1").t = script.openedAt + 40),
    shows: [["market/auction", "reveal 1"]],
  },
  {
    name: "revealed, never bid",
    what: "somebody reveals a fee without a bid",
    plant: (script) =>
      void script.step("sneaks", script.openedAt + 61, {
        sneak: script.like("reveal 2", { prover: addressOf("sneak"), fee: "70" }),
      }),
    shows: [["market/auction", "sneak"]],
  },
  {
    name: "kept change",
    what: "the requester is refunded less than is left",
    plant(script) {
      script.change("refund", { amount: "40" });
      script.change("refund out", { amount: "40" });
    },
    shows: [["market/split", "done"]],
  },
  {
    name: "a strange refund",
    what: "the rest goes to somebody else",
    plant(script) {
      script.change("refund", { to: addressOf("sneak") });
      script.change("refund out", { to: addressOf("sneak") });
    },
    shows: [["market/payee", "refund", "done"]],
  },
  {
    name: "refunded and done",
    what: "the request is refunded when it is fulfilled",
    plant: (script) =>
      void script.step("again", script.openedAt + 310, {
        refunded: { type: "task.refund", task: script.id },
      }),
    shows: [["market/one-terminal", "refunded", "done"]],
  },
  {
    name: "late",
    what: "a proof counts one second after the deadline",
    plant: (script) => void (script.at("proving").t = script.openedAt + 301),
    shows: [["market/deadline", "submit", "done"]],
  },
  {
    name: "slashed before",
    what: "a refunded request's prover is slashed before the deadline",
    plant(script) {
      refunded(script, 120);
      const { event } = script.line("reveal 0");
      const prover = event.type === "bid.reveal" ? event.prover : "";
      script.step("slashing", script.openedAt + 300, {
        slash: {
          type: "slash",
          task: script.id,
          prover,
          asset: "FEE",
          amount: "7",
          parts: [{ to: contract, amount: "7" }],
        },
      });
    },
    shows: [
      ["market/claim", "slash"],
      ["market/auction", "refunded"],
    ],
  },
  {
    name: "refunded before",
    what: "a request is refunded at the last moment at which its winner can still prove",
    plant(script) {
      refunded(script, 300);
    },
    shows: [["market/auction", "refunded"]],
  },
  {
    name: "nobody bids yet",
    what: "a request without bids is refunded at the last moment at which others can still bid",
    plant(script) {
      for (const bidder of [0, 1, 2]) script.drop(`bid ${bidder}`, `reveal ${bidder}`);
      refunded(script, 40);
    },
    shows: [["market/auction", "refunded"]],
  },
  {
    name: "an id for anybody",
    what: "the id of a request is a hash of the query alone",
    plant: (script) => script.change("open", { binds: ["instance"] }),
    shows: [["market/task-id", "open"]],
  },
  {
    name: "another reward",
    what: "the reward is not what the requester locked",
    plant: (script) => {
      script.change("open", {
        reward: { asset: "FEE", amount: "120" },
        statement: { digest: hash("other") },
      });
    },
    shows: [["market/freeze", "open"]],
  },
];
