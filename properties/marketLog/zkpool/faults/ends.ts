/** How a task of a ZKPool can end wrongly: twice, late, without a proof, or by a stranger. */
import type { Fault } from "../../fault.js";
import { hash, stranger } from "../../script.js";
import { zkpoolWindows } from "../tasks.js";
export const wrongEnds: readonly Fault[] = [
  {
    name: "double release",
    what: "the bond is released twice, the second time from another prover's",
    plant: (script) =>
      void script.step("again", script.openedAt + 1000, {
        "second release": script.like("release bond"),
        "second bond out": script.like("bond out"),
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
      void script.step("again", script.openedAt + 1000, {
        "second submit": script.like("submit", {
          prover: stranger,
          submitter: stranger,
          proofHash: hash("another"),
        }),
        "second done": script.like("done", { prover: stranger }),
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
    plant: (script) => void (script.at("proving").t = script.openedAt + zkpoolWindows.liabilityWindow + 1),
    shows: [["market/deadline", "submit", "done"]],
  },
  {
    name: "a moved window",
    what: "the window is made longer while the task is open, and a late proof counts",
    plant: (script) => {
      script.step("configured", script.openedAt + 60, {
        configured: { type: "param.set", name: "liabilityWindow", old: "7200", new: "9000" },
      });
      script.step("configured back", script.openedAt + 8500, {
        "configured back": { type: "param.set", name: "liabilityWindow", old: "9000", new: "7200" },
      });
      script.at("proving").t = script.openedAt + 8000;
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
];
