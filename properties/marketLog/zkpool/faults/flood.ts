/** How a ZKPool can be flooded. */
import type { Fault } from "../../fault.js";
import { hash } from "../../script.js";
export const floods: readonly Fault[] = [
  {
    name: "flood",
    what: "three invalid proofs of one prover are verified where one is allowed",
    plant: (script) =>
      void script.step("flood", script.openedAt + 100, {
        "invalid 1": script.like("submit", { verdict: "invalid", proofHash: hash("1") }),
        "invalid 2": script.like("submit", { verdict: "invalid", proofHash: hash("2") }),
        "invalid 3": script.like("submit", { verdict: "invalid", proofHash: hash("3") }),
      }),
    shows: [
      ["market/flood", "invalid 2", "invalid 1", "invalid 2"],
      ["market/flood", "invalid 3", "invalid 1", "invalid 2", "invalid 3"],
    ],
  },
];
