import { expect, test } from "vitest";
import { assayMarket } from "../../../properties/market/assay.js";
import { deployed, marketBytecode, START } from "./worlds.js";

test("the correct market survives 1,000 runs under all rules", async () => {
  const { chain, worlds } = await deployed(marketBytecode());
  const started = performance.now();
  const outcome = await assayMarket(chain, worlds, { runs: 1000, start: START });
  console.log(
    `${outcome.runs} runs, seed ${outcome.seed}, ${((performance.now() - started) / 1000).toFixed(1)} s`,
  );
  expect(outcome.kill, outcome.kill?.trace.join("\n")).toBeNull();
  expect(outcome.runs).toBe(1000);
});
