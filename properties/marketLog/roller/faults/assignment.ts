/** How a market of rollers can break its promises about who proves, and how often. */
import type { Fault } from "../../fault.js";
import { hash, stranger, type Draft } from "../../script.js";
import { ROLLER_T, rollers } from "../market.js";
import { paidTo, proverOf, wonBy, wonByFirst } from "./change.js";
export const wrongAssignments: readonly Fault[] = [
  {
    name: "a stranger's proof",
    what: "a proof of somebody who was not selected is verified",
    plant: (script) =>
      void script.step("flood", script.openedAt + 50, {
        flood: script.like("first proof", { prover: stranger, proofHash: hash("flood") }),
      }),
    shows: [["market/flood", "flood"]],
  },
  {
    name: "a paid volunteer",
    what: "somebody who was not selected proves, and is paid",
    plant(script) {
      script.step("volunteers", script.openedAt + 50, {
        volunteer: script.like("first proof", {
          prover: stranger,
          proofHash: hash(`volunteer ${script.id}`),
        }),
      });
      paidTo(script, stranger);
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
        script.like("open", { task, reward: { asset: "SCR", amount: "0" } });
      script.step(
        "more",
        script.openedAt + 10,
        Object.fromEntries(names.map((task, i) => [`more ${i}`, open(task)])),
      );
      script.step(
        "less",
        script.openedAt + 20,
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
      const t = script.openedAt;
      script.step("other opening", t + 10, {
        "other open": script.like("open", { task, reward: { asset: "SCR", amount: "0" } }),
        "other assign": script.like("assign", { task, provers: [prover], deadline: t + 10 + ROLLER_T }),
      });
      script.step("other done", t + 70, {
        "other proof": script.like("first proof", { task, proofHash: hash("other proof") }),
        "other done": { type: "task.done", task, prover },
      });
    },
    shows: [["market/window", "other assign"]],
  },
  {
    name: "assigned again",
    what: "a failed task goes back to a prover who failed it",
    plant(script) {
      const [t, prover] = [script.openedAt, proverOf(script, "second proof")];
      const again = t + 20;
      script.step("fail", t + 10, { fail: { type: "task.fail", task: script.id } });
      script.step("reopen", t + 12, { reopen: { type: "task.reopen", task: script.id } });
      script.step("again", again, {
        "assign again": script.like("assign", { provers: [prover], deadline: again + ROLLER_T }),
      });
      wonBy(script, prover);
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
        const t = script.openedAt + 10 + 10 * i;
        script.step(`fail ${i}`, t, { [`fail ${i}`]: { type: "task.fail", task: script.id } });
        script.step(`reopen ${i}`, t + 2, { [`reopen ${i}`]: { type: "task.reopen", task: script.id } });
        script.step(`attempt ${i}`, t + 4, {
          [`attempt ${i}`]: script.like("assign", {
            provers: [prover],
            deadline: t + 4 + ROLLER_T,
          }),
        });
        script.step(`their proof ${i}`, t + 6, {
          [`their proof ${i}`]: script.like("first proof", {
            prover,
            proofHash: hash(`their proof ${i} ${script.id}`),
          }),
        });
      });
      const [last = ""] = others.slice(-1);
      wonBy(script, last);
    },
    shows: [["market/reassign", "attempt 2"]],
  },
];
