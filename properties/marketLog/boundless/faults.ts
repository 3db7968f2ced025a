/** How a market of locked requests can break its promises, one fault a task that its locker fulfils in time. */
import { boundlessHeader, boundlessWindows } from "./tasks.js";
import type { Fault } from "../fault.js";
import { addressOf, burnt, type Draft, type Script } from "../script.js";

const { contract } = boundlessHeader;
const zkc = boundlessHeader.assets["ZKC"]?.erc20 ?? "";

/** The locker does nothing, and is slashed at t; the client is refunded. */
function slashed(script: Script, t: number, burn: number): void {
  script.drop("submit", "done", "pay", "collateral back");
  const { event } = script.line("lock collateral");
  const prover = event.type === "lock" ? event.from : "";
  const slash: Draft = {
    type: "slash",
    task: script.id,
    prover,
    asset: "ZKC",
    amount: "200",
    parts: [
      { to: burnt, amount: String(burn) },
      { to: contract, amount: String(200 - burn) },
    ],
  };
  const { event: lock } = script.line("lock reward");
  script.step("slashing", t, {
    slash,
    "burnt out": {
      src: zkc,
      type: "transfer",
      asset: "ZKC",
      from: contract,
      to: burnt,
      amount: String(burn),
    },
    refunded: { type: "task.refund", task: script.id },
    refund: {
      type: "release",
      asset: "WETH",
      from: contract,
      to: lock.type === "lock" ? lock.from : "",
      amount: "30",
      task: script.id,
      why: "refund",
    },
  });
}

export const boundlessFaults: readonly Fault[] = [
  {
    name: "copied proof",
    what: "somebody fulfils with the locker's proof while the request is locked",
    plant(script) {
      const prover = addressOf("copier");
      for (const name of ["submit", "done"]) script.change(name, { prover });
      script.change("pay", { to: prover });
    },
    shows: [
      ["market/assigned", "done", "assign"],
      ["market/payee", "collateral back", "done"],
      ["market/flood", "submit"],
    ],
  },
  {
    name: "slashed early",
    what: "the locker is slashed at the last moment at which a proof still counts",
    plant: (script) => slashed(script, script.openedAt + boundlessWindows.expiry, 100),
    shows: [["market/claim", "slash"]],
  },
  {
    name: "slashed for a friend",
    what: "half of the collateral goes to somebody who proved nothing",
    plant(script) {
      slashed(script, script.openedAt + boundlessWindows.expiry + 1, 100);
      const { event } = script.line("slash");
      const parts = event.type === "slash" ? event.parts : [];
      script.change("slash", {
        parts: parts.map((part) => (part.to === contract ? { ...part, to: addressOf("friend") } : part)),
      });
    },
    shows: [["market/payee", "slash"]],
  },
  {
    name: "less burnt",
    what: "a quarter is burnt where it should be half",
    plant: (script) => slashed(script, script.openedAt + boundlessWindows.expiry + 1, 50),
    shows: [["market/split", "slash"]],
  },
  {
    name: "slashed twice",
    what: "the locker of a fulfilled request is slashed after it",
    plant(script) {
      const { event } = script.line("lock collateral");
      script.step("slashing", script.openedAt + boundlessWindows.expiry + 1, {
        slash: {
          type: "slash",
          task: script.id,
          prover: event.type === "lock" ? event.from : "",
          asset: "ZKC",
          amount: "200",
          parts: [
            { to: burnt, amount: "100" },
            { to: contract, amount: "100" },
          ],
        },
        "burnt out": { src: zkc, type: "transfer", asset: "ZKC", from: contract, to: burnt, amount: "100" },
      });
    },
    shows: [
      ["market/conserve", "slash", "burnt out"],
      ["market/per-task", "slash", "collateral back"],
      ["market/claim", "slash", "done"],
    ],
  },
  {
    name: "locked again",
    what: "the client is charged a second time",
    plant: (script) =>
      void script.step("again", script.openedAt + 40, { "second lock": script.like("lock reward") }),
    shows: [
      ["market/freeze", "second lock", "open"],
      ["market/split", "done"],
    ],
  },
  {
    name: "half a lock",
    what: "half of the collateral is locked",
    plant(script) {
      script.change("lock collateral", { amount: "100" });
      script.change("collateral back", { amount: "100" });
    },
    shows: [["market/staked", "assign"]],
  },
  {
    name: "collateral kept",
    what: "the locker fulfils in time and half of the collateral comes back",
    plant: (script) => script.change("collateral back", { amount: "100" }),
    shows: [["market/return", "done", "lock collateral"]],
  },
  {
    name: "expired",
    what: "a request is fulfilled after it expired",
    plant: (script) => void (script.at("fulfilling").t = script.openedAt + boundlessWindows.expiry + 1),
    shows: [["market/deadline", "submit", "done"]],
  },
  {
    name: "from nothing",
    what: "a prover locks more than their balance",
    plant(script) {
      const poor = addressOf("poor");
      script.change("assign", { provers: [poor] });
      script.change("lock collateral", { from: poor });
      script.change("collateral back", { to: poor });
      for (const name of ["submit", "done"]) script.change(name, { prover: poor });
      script.change("pay", { to: poor });
    },
    shows: [["market/conserve", "lock collateral"]],
  },
  {
    name: "paid short",
    what: "the locker is paid two thirds, and the rest goes back",
    plant(script) {
      script.change("pay", { amount: "20" });
      const { event: lock } = script.line("lock reward");
      script.at("fulfilling").lines.push({
        name: "refund",
        event: script.like("pay", {
          to: lock.type === "lock" ? lock.from : "",
          amount: "10",
          why: "refund",
        }) as Draft,
      });
    },
    shows: [["market/reward-once", "done"]],
  },
];
