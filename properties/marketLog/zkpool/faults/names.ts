/** How assets, tasks and quotes of a ZKPool can be taken for others. */
import type { Fault } from "../../fault.js";
import { stranger } from "../../script.js";
import { zkpoolHeader } from "../tasks.js";
const { contract } = zkpoolHeader;

export const wrongNames: readonly Fault[] = [
  {
    name: "an unknown asset",
    what: "a transfer of an asset that the header does not declare",
    plant: (script) =>
      void script.step("strange", script.openedAt + 200, {
        strange: { type: "transfer", src: stranger, asset: "XYZ", from: stranger, to: contract, amount: "5" },
      }),
    shows: [["market/events", "strange"]],
  },
  {
    name: "two tasks of one id",
    what: "another requester opens a task under the same id",
    plant: (script) =>
      void script.step("again", script.openedAt + 300, {
        "second open": script.like("open", { requester: stranger }),
      }),
    shows: [["market/task-id", "second open", "open"]],
  },
  {
    name: "a quote twice",
    what: "a quote that was used is used for another task",
    plant: (script) =>
      void script.step("again", script.openedAt + 5, { "second quote": script.like("quote") }),
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
];
