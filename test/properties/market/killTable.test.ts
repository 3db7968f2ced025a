import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { assayMarket, replayMarket, type Outcome } from "../../../properties/market/assay.js";
import type { Hex } from "../../../properties/market/chain.js";
import { compile } from "./compile.js";
import { mutants, mutate, type Mutant } from "./mutants.js";
import { deployed, START } from "./worlds.js";

/** How many runs a mutant may live at most. */
const RUNS = 300;
const SEED = 42;

const rows: string[] = [];

describe("every mutant is killed", () => {
  let bytecode: Record<string, Hex>;

  beforeAll(() => {
    bytecode = compile(Object.fromEntries(mutants.map((mutant) => [mutant.name, mutate(mutant)])), "Market");
  });

  afterAll(() => console.log(["", "mutants of contracts/Market.sol", ...rows].join("\n")));

  test.each(mutants)("$name", async (mutant) => {
    const { chain, worlds } = await deployed(bytecode[mutant.name] ?? "0x", mutant);
    const started = performance.now();
    const outcome = await assayMarket(chain, worlds, { runs: RUNS, start: START, seed: SEED });
    rows.push(row(mutant, outcome, performance.now() - started));
    const { kill } = outcome;
    if (kill === null) throw new Error(`${mutant.name} lives`);
    expect(
      mutant.breaks.some((one) => kill.broken.includes(one)),
      kill.broken.join(", "),
    ).toBe(true);
    const world = worlds.find(({ name }) => name === kill.world) ?? worlds[0];
    const again = world === undefined ? null : await replayMarket(chain, world, kill.commands, START);
    expect(again?.trace).toEqual(kill.trace);
  });
});

function row({ name }: Mutant, { runs, kill, seed }: Outcome, ms: number): string {
  if (kill === null) return `${name}: LIVES after ${runs} runs`;
  const again = kill.commands.map(({ label, draw }) => `${label}(${draw.join(", ")})`).join(" ");
  return [
    `${name}: killed in ${runs} runs, ${ms.toFixed(0)} ms; ${kill.broken.join(", ")}; ${kill.world}`,
    ...kill.trace.map((step) => `    ${step}`),
    `    → ${kill.difference}`,
    `    seed ${seed}, path ${kill.path}; again: ${again}`,
  ].join("\n");
}
