import { describe, expect, test } from "vitest";
import { assayMarket } from "../../../properties/market/assay.js";
import { allRules } from "../../../properties/market/rules.js";
import { deployed, marketBytecode, START } from "./worlds.js";

describe("the correct market", () => {
  // A thousand runs are in correct.long.test.ts.
  test("survives 200 runs under all rules", async () => {
    const { chain, worlds } = await deployed(marketBytecode());
    expect(worlds).toHaveLength(allRules.length);
    const outcome = await assayMarket(chain, worlds, { runs: 200, start: START });
    expect(outcome.kill, `seed ${outcome.seed}: ${outcome.kill?.trace.join("\n")}`).toBeNull();
    expect(outcome).toMatchObject({ runs: 200, notEvaluated: [] });
  });
});
