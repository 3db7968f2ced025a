/** A contract of somebody else, whose functions have names of their own. */
import { expect, test } from "vitest";
import { assayMarket } from "../../../properties/market/index.js";
import { compile } from "./compile.js";
import { mutants, mutate, type Mutant } from "./mutants.js";
import { deployed, START } from "./worlds.js";

const names = {
  publish: "submitTask",
  submit: "proveTask",
  claim: "claimLiability",
  etherOf: "balance",
} as const;

function renamed(mutant: Pick<Mutant, "name" | "edits">): string {
  return Object.entries(names).reduce(
    (text, [from, to]) => text.replaceAll(new RegExp(`\\b${from}\\b`, "g"), to),
    mutate(mutant),
  );
}

const twice = mutants.find(({ breaks }) => breaks.includes("ONE_TERMINAL"));

test("its names are told to the adapter: the correct one lives, and a mutant dies", async () => {
  const code = compile(
    {
      correct: renamed({ name: "correct", edits: [] }),
      mutant: renamed(twice ?? { name: "none", edits: [] }),
    },
    "Market",
  );
  const rules = { boundary: "submitInclusive", rewardMode: "onDone" } as const;
  const correct = await deployed(code["correct"] ?? "0x", { rules, names });
  const lives = await assayMarket(correct.chain, correct.worlds, { runs: 25, start: START });
  expect(lives.kill, `seed ${lives.seed}: ${lives.kill?.trace.join("\n")}`).toBeNull();
  const mutant = await deployed(code["mutant"] ?? "0x", { rules, names });
  const dies = await assayMarket(mutant.chain, mutant.worlds, { runs: 200, start: START, seed: 7 });
  expect(dies.kill?.broken).toContain("ONE_TERMINAL");
});

test("a world without configuration, refusals and calls back says what it cannot test", async () => {
  const { chain, worlds } = await deployed(
    compile({ it: mutate({ name: "it", edits: [] }) }, "Market")["it"] ?? "0x",
    {
      rules: { boundary: "submitInclusive", rewardMode: "onDone", submitter: "assigned" },
    },
  );
  const bare = worlds.map((world) =>
    Object.assign(Object.create(world) as typeof world, {
      configure: undefined,
      refuse: undefined,
      arm: undefined,
    }),
  );
  const outcome = await assayMarket(chain, bare, { runs: 5, start: START });
  expect(outcome).toMatchObject({ kill: null, notEvaluated: ["FREEZE", "NO_VETO", "REENTRANT"] });
});
