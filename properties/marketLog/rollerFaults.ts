/** How a market of rollers can break its promises, one fault a task of which both proofs came in time. */
import type { Fault } from "./fault.js";
import { ROLLER_T, rollerHeader, rollers, sequencer } from "./roller.js";
import { addressOf, hash, type Draft, type Script } from "./script.js";

const { contract } = rollerHeader;
const token = rollerHeader.assets["SCR"]?.erc20 ?? "";
const stranger = addressOf("stranger");
const burnt = `0x${"0".repeat(36)}dead`;
const opening = (script: Script): number => script.at("opening").t;
const like = (script: Script, name: string, members: object = {}) => ({
  ...script.line(name).event,
  ...members,
});

/** The prover of a line. */
function proverOf(script: Script, name: string): string {
  const { event } = script.line(name);
  return event.type === "proof.submit" ? event.prover : "";
}

/** The lot falls on the first. */
function wonByFirst(script: Script): void {
  const prover = proverOf(script, "first proof");
  script.change("done", { prover });
  script.change("pay", { to: prover });
  script.change("reward out", { to: prover });
}

/** What a prover's weight was when the task was opened. */
function weightOf(script: Script, actor: string): number {
  const { event } = script.line("snapshot");
  return event.type === "rep.snapshot" ? Number(event.weights[actor] ?? 0) : 0;
}

/** A change of weight, and another that undoes it, so that later tasks find the weights as they know them. */
function moved(
  script: Script,
  t: number,
  actor: string,
  to: number,
  reason: "ok" | "late" | "invalid",
  back: "ok" | "decay",
): void {
  const weight = weightOf(script, actor);
  const set = (old: number, now: number, why: typeof reason | "decay"): Draft => ({
    type: "weight.set",
    actor,
    old: String(old),
    new: String(now),
    reason: why,
    task: script.id,
  });
  script.step("moved", t, { moved: set(weight, to, reason) });
  script.step("moved back", t + 1, { "moved back": set(to, weight, back) });
}

export const rollerFaults: readonly Fault[] = [
  {
    name: "late for nothing",
    what: "a proof is late, and the weight of its prover stays",
    plant(script) {
      wonByFirst(script);
      script.at("second proof").t = opening(script) + 3 + ROLLER_T + 1;
    },
    shows: [["market/rep-update", "assign", "second proof"]],
  },
  {
    name: "late and raised",
    what: "a proof is late, and the weight of its prover grows, above their stake",
    plant(script) {
      wonByFirst(script);
      const prover = proverOf(script, "second proof");
      script.at("second proof").t = opening(script) + 3 + ROLLER_T + 1;
      moved(script, opening(script) + 250, prover, weightOf(script, prover) + 5, "late", "decay");
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
      moved(script, opening(script) + 105, prover, weightOf(script, prover) - 5, "ok", "ok");
    },
    shows: [["market/rep-update", "moved"]],
  },
  {
    name: "slandered",
    what: "a prover whose proof was right is lowered for a wrong one",
    plant: (script) => {
      const prover = proverOf(script, "second proof");
      moved(script, opening(script) + 105, prover, weightOf(script, prover) - 5, "invalid", "ok");
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
      moved(script, opening(script) + 105, prover, weightOf(script, prover) + 500, "ok", "decay");
    },
    shows: [["market/weight", "moved"]],
  },
  {
    name: "a first weight",
    what: "a newcomer's weight is half of their deposit",
    plant: (script) =>
      void script.step("newcomer", opening(script) + 200, {
        "stake in": {
          src: token,
          type: "transfer",
          asset: "SCR",
          from: stranger,
          to: contract,
          amount: "100",
        },
        stake: { type: "stake.add", actor: stranger, asset: "SCR", amount: "100" },
        "first weight": { type: "weight.set", actor: stranger, old: "0", new: "50", reason: "deposit" },
        "no weight": { type: "weight.set", actor: stranger, old: "50", new: "0", reason: "decay" },
        leaves: { type: "stake.withdraw", actor: stranger, asset: "SCR", amount: "100" },
        "stake out": {
          src: token,
          type: "transfer",
          asset: "SCR",
          from: contract,
          to: stranger,
          amount: "100",
        },
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
  {
    name: "a stranger's proof",
    what: "a proof of somebody who was not selected is verified",
    plant: (script) =>
      void script.step("flood", opening(script) + 50, {
        flood: like(script, "first proof", { prover: stranger, proofHash: hash("flood") }),
      }),
    shows: [["market/flood", "flood"]],
  },
  {
    name: "a paid volunteer",
    what: "somebody who was not selected proves, and is paid",
    plant(script) {
      script.step("volunteers", opening(script) + 50, {
        volunteer: like(script, "first proof", {
          prover: stranger,
          proofHash: hash(`volunteer ${script.id}`),
        }) as Draft,
      });
      script.change("pay", { to: stranger });
      script.change("reward out", { to: stranger });
    },
    shows: [
      ["market/assigned", "pay", "assign"],
      ["market/flood", "volunteer"],
    ],
  },
  {
    name: "without a stake",
    what: "a task is assigned to somebody who staked nothing",
    plant(script) {
      wonByFirst(script);
      script.change("assign", { provers: [proverOf(script, "first proof"), stranger] });
      script.change("second proof", { prover: stranger });
    },
    shows: [
      ["market/staked", "assign"],
      ["market/staked", "second proof"],
      ["market/fair", "assign", "snapshot"],
    ],
  },
  {
    name: "a full window",
    what: "more tasks are opened than the window holds",
    plant(script) {
      const names = Array.from({ length: 17 }, (_, i) => hash(`more ${i}`));
      const open = (task: string): Draft =>
        like(script, "open", { task, reward: { asset: "SCR", amount: "0" } }) as Draft;
      script.step(
        "more",
        opening(script) + 10,
        Object.fromEntries(names.map((task, i) => [`more ${i}`, open(task)])),
      );
      script.step(
        "less",
        opening(script) + 20,
        Object.fromEntries(
          names.map((task, i) => [`less ${i}`, { type: "task.expire", task } satisfies Draft]),
        ),
      );
    },
    shows: [["market/window", "more 16"]],
  },
  {
    name: "overcommitted",
    what: "a prover is assigned a second task before the first is done",
    plant(script) {
      const task = hash("second task");
      const prover = proverOf(script, "first proof");
      const t = opening(script);
      script.step("other opening", t + 10, {
        "other open": like(script, "open", { task, reward: { asset: "SCR", amount: "0" } }),
        "other assign": like(script, "assign", { task, provers: [prover], deadline: t + 10 + ROLLER_T }),
      });
      script.step("other done", t + 70, {
        "other proof": like(script, "first proof", { task, proofHash: hash("other proof") }),
        "other done": { type: "task.done", task, prover },
      });
    },
    shows: [["market/window", "other assign"]],
  },
  {
    name: "assigned again",
    what: "a failed task goes back to a prover who failed it",
    plant(script) {
      const [t, prover] = [opening(script), proverOf(script, "second proof")];
      const again = t + 20;
      script.step("fail", t + 10, { fail: { type: "task.fail", task: script.id } });
      script.step("reopen", t + 12, { reopen: { type: "task.reopen", task: script.id } });
      script.step("again", again, {
        "assign again": like(script, "assign", { provers: [prover], deadline: again + ROLLER_T }),
      });
      script.change("done", { prover });
      script.change("pay", { to: prover });
      script.change("reward out", { to: prover });
    },
    shows: [["market/reassign", "assign again", "assign"]],
  },
  {
    name: "too many attempts",
    what: "a task fails three times, and is assigned a fourth time",
    plant(script) {
      const { event } = script.line("assign");
      const tried = event.type === "task.assign" ? event.provers : [];
      const others = rollers.filter((one) => !tried.includes(one)).slice(0, 3);
      others.forEach((prover, i) => {
        const t = opening(script) + 10 + 10 * i;
        script.step(`fail ${i}`, t, { [`fail ${i}`]: { type: "task.fail", task: script.id } });
        script.step(`reopen ${i}`, t + 2, { [`reopen ${i}`]: { type: "task.reopen", task: script.id } });
        script.step(`attempt ${i}`, t + 4, {
          [`attempt ${i}`]: like(script, "assign", {
            provers: [prover],
            deadline: t + 4 + ROLLER_T,
          }) as Draft,
        });
        script.step(`their proof ${i}`, t + 6, {
          [`their proof ${i}`]: like(script, "first proof", {
            prover,
            proofHash: hash(`their proof ${i} ${script.id}`),
          }) as Draft,
        });
      });
      const [last = ""] = others.slice(-1);
      for (const [name, members] of [
        ["done", { prover: last }],
        ["pay", { to: last }],
        ["reward out", { to: last }],
      ] as const)
        script.change(name, members);
    },
    shows: [["market/reassign", "attempt 2"]],
  },
  {
    name: "unproven in a batch",
    what: "a task is aggregated before it is proven",
    plant: (script) => void (script.at("aggregated").t = opening(script) + 20),
    shows: [["market/batch", "aggregated"]],
  },
  {
    name: "twice in batches",
    what: "a task is aggregated a second time",
    plant: (script) =>
      void script.step("again", opening(script) + 300, {
        "aggregated again": like(script, "aggregated", { l1tx: hash("b") }),
      }),
    shows: [["market/batch", "aggregated again"]],
  },
  {
    name: "a part of a fine",
    what: "of a fine of 100, 60 arrive anywhere",
    plant(script) {
      wonByFirst(script);
      const prover = proverOf(script, "second proof");
      const weight = weightOf(script, prover);
      script.change("second proof", { verdict: "invalid" });
      script.step("fine", opening(script) + 105, {
        fine: {
          type: "slash",
          task: script.id,
          prover,
          asset: "SCR",
          amount: "100",
          parts: [{ to: burnt, amount: "60" }],
        },
        "fine out": { src: token, type: "transfer", asset: "SCR", from: contract, to: burnt, amount: "100" },
        "stake in": { src: token, type: "transfer", asset: "SCR", from: prover, to: contract, amount: "100" },
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
      lines.push({ name: "second pay", event: like(script, "pay", { to: loser }) });
      script.change("reward out", { amount: "30" });
      lines.push({ name: "second reward out", event: like(script, "reward out", { to: loser }) });
    },
    shows: [["market/reward-once", "second pay", "pay"]],
  },
  {
    name: "paid for nothing",
    what: "the reward goes to somebody without a proof",
    plant(script) {
      script.change("pay", { to: stranger });
      script.change("reward out", { to: stranger });
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
      script.step("early", opening(script) + 80, moves);
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
        script.at(name).t = opening(script) + 3 + ROLLER_T + after;
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
        .lines.push({ name: "fee", event: like(script, "pay", { to: sequencer, amount: "10", why: "fee" }) });
      script
        .at("done")
        .lines.push({ name: "fee out", event: like(script, "reward out", { to: sequencer, amount: "10" }) });
    },
    shows: [
      ["market/reward-once", "done"],
      ["market/split", "done"],
    ],
  },
];
