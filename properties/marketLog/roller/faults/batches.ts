/** How a market of rollers can break its promises about batches. */
import type { Fault } from "../../fault.js";
import { hash } from "../../script.js";
export const wrongBatches: readonly Fault[] = [
  {
    name: "unproven in a batch",
    what: "a task is aggregated before it is proven",
    plant: (script) => void (script.at("aggregated").t = script.openedAt + 20),
    shows: [["market/batch", "aggregated"]],
  },
  {
    name: "twice in batches",
    what: "a task is aggregated a second time",
    plant: (script) =>
      void script.step("again", script.openedAt + 300, {
        "aggregated again": script.like("aggregated", { l1tx: hash("b") }),
      }),
    shows: [["market/batch", "aggregated again"]],
  },
];
