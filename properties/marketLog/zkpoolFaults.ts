/** How a ZKPool can break its promises, one fault a task. */
import type { Fault } from "./fault.js";
import { addressOf, hash, type Script } from "./script.js";
import { zkpoolHeader, zkpoolWindows } from "./zkpool.js";

const { contract } = zkpoolHeader;
const token = zkpoolHeader.assets["USD"]?.erc20 ?? "";
const stranger = addressOf("stranger");
const opening = (script: Script): number => script.at("opening").t;

/** All of a task's money goes the ordinary way, but the proof comes when somebody says. */
function provenAt(script: Script, t: number): void {
  script.at("proving").t = t;
}

/** The event of a line, for a line like it. */
const like = (script: Script, name: string, members: object = {}) => ({
  ...script.line(name).event,
  ...members,
});

export const zkpoolFaults: readonly Fault[] = [
  {
    name: "double release",
    what: "the bond is released twice, the second time from another prover's",
    plant: (script) =>
      void script.step("again", opening(script) + 1000, {
        "second release": like(script, "release bond"),
        "second bond out": like(script, "bond out"),
      }),
    shows: [
      ["market/conserve", "second release", "second bond out"],
      ["market/per-task", "second release", "release bond"],
    ],
  },
  {
    name: "proven twice",
    what: "a task that is done is done again",
    plant: (script) =>
      void script.step("again", opening(script) + 1000, {
        "second submit": like(script, "submit", {
          prover: stranger,
          submitter: stranger,
          proofHash: hash("another"),
        }),
        "second done": like(script, "done", { prover: stranger }),
      }),
    shows: [
      ["market/one-terminal", "second done", "done"],
      ["market/flood", "second submit"],
    ],
  },
  {
    name: "done without a proof",
    what: "the only proof was judged invalid",
    plant: (script) => script.change("submit", { verdict: "invalid" }),
    shows: [["market/one-terminal", "done", "submit"]],
  },
  {
    name: "late",
    what: "a proof counts one second after the last window",
    plant: (script) => provenAt(script, opening(script) + zkpoolWindows.liabilityWindow + 1),
    shows: [["market/deadline", "submit", "done"]],
  },
  {
    name: "a moved window",
    what: "the window is made longer while the task is open, and a late proof counts",
    plant: (script) => {
      script.step("configured", opening(script) + 60, {
        configured: { type: "param.set", name: "liabilityWindow", old: "7200", new: "9000" },
      });
      script.step("configured back", opening(script) + 8500, {
        "configured back": { type: "param.set", name: "liabilityWindow", old: "9000", new: "7200" },
      });
      provenAt(script, opening(script) + 8000);
    },
    shows: [
      ["market/deadline", "submit", "done"],
      ["market/freeze", "done", "configured"],
    ],
  },
  {
    name: "another prover",
    what: "a stranger proves in the assigned prover's own time and takes the bond",
    plant(script) {
      script.change("submit", { prover: stranger, submitter: stranger });
      script.change("done", { prover: stranger });
      script.change("release bond", { to: stranger });
      script.change("bond out", { to: stranger });
    },
    shows: [
      ["market/assigned", "done", "assign"],
      ["market/flood", "submit"],
    ],
  },
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
      provenAt(script, opening(script) + zkpoolWindows.liabilityWindow);
    },
    shows: [["market/claim", "expire"]],
  },
  {
    name: "changed bond",
    what: "the bond is configured to 1 while the task is open, and 1 is released",
    plant(script) {
      script.step("configured", opening(script) + 30, {
        configured: { type: "param.set", name: "bondAmount", old: "100", new: "1" },
      });
      script.step("configured back", opening(script) + 901, {
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
      lines.push({ name: "second pay", event: like(script, "pay reward") });
      lines.push({ name: "second reward moves", event: like(script, "reward moves") });
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
  {
    name: "an unknown asset",
    what: "a transfer of an asset that the header does not declare",
    plant: (script) =>
      void script.step("strange", opening(script) + 200, {
        strange: { type: "transfer", src: stranger, asset: "XYZ", from: stranger, to: contract, amount: "5" },
      }),
    shows: [["market/events", "strange"]],
  },
  {
    name: "two tasks of one id",
    what: "another requester opens a task under the same id",
    plant: (script) =>
      void script.step("again", opening(script) + 300, {
        "second open": like(script, "open", { requester: stranger }),
      }),
    shows: [["market/task-id", "second open", "open"]],
  },
  {
    name: "a quote twice",
    what: "a quote that was used is used for another task",
    plant: (script) =>
      void script.step("again", opening(script) + 5, { "second quote": like(script, "quote") }),
    shows: [["market/quote-once", "second quote"]],
  },
  {
    name: "a quote that never expires",
    what: "the expiry is a Unix time, compared with block numbers",
    plant: (script) => script.change("quote", { expiry: { unit: "block", value: 1_900_000_000 } }),
    shows: [["market/quote-once", "quote"]],
  },
  {
    name: "a quote for anywhere",
    what: "the quote is bound to no chain, contract and prover",
    plant: (script) => script.change("quote", { domain: {} }),
    shows: [["market/quote-once", "quote"]],
  },
  {
    name: "forged transfer",
    what: "the pool emits a log that looks like the token's",
    plant: (script) =>
      void script.step("forged", opening(script) + 200, {
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
      void script.step("taken", opening(script) + 400, {
        taken: { type: "transfer", src: token, asset: "USD", from: contract, to: stranger, amount: "7" },
      }),
    shows: [["market/conserve", "taken"]],
  },
  {
    name: "flood",
    what: "three invalid proofs of one prover are verified where one is allowed",
    plant: (script) =>
      void script.step("flood", opening(script) + 100, {
        "invalid 1": like(script, "submit", { verdict: "invalid", proofHash: hash("1") }),
        "invalid 2": like(script, "submit", { verdict: "invalid", proofHash: hash("2") }),
        "invalid 3": like(script, "submit", { verdict: "invalid", proofHash: hash("3") }),
      }),
    shows: [
      ["market/flood", "invalid 2", "invalid 1", "invalid 2"],
      ["market/flood", "invalid 3", "invalid 1", "invalid 2", "invalid 3"],
    ],
  },
];
