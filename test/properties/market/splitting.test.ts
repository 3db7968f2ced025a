/** Selection by stake on chain: what splitting a stake gains. */
import { decodeFunctionResult, encodeFunctionData, parseAbi, toHex } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { assaySplitting, type Tally } from "../../../properties/market/index.js";
import type { Chain, Hex } from "../../../properties/market/index.js";
import { compile, contractSource } from "./compile.js";
import { GENESIS, openEdr, wallets } from "./edr.js";
import { edited } from "./mutants.js";

const abi = parseAbi([
  "function tally(bytes32 seed, uint256[] stakes, uint256 k, uint256 rounds) view returns (uint256[])",
]);

const mutants = [
  {
    name: "nobody is drawn twice",
    edits: [["slots[place]++;", "slots[place]++;\n                weights[place] = 0;"]],
  },
  {
    name: "every name has the same chance",
    edits: [["weights[i] = stakes[i];", "weights[i] = 1;"]],
  },
  {
    name: "small stakes are rounded up",
    edits: [["weights[i] = stakes[i];", "weights[i] = stakes[i] < 100 ? 100 : stakes[i];"]],
  },
] as const;

let chain: Chain;
let code: Record<string, Hex>;

beforeAll(async () => {
  chain = await openEdr();
  const source = contractSource("Draw");
  const sources = mutants.map(({ name, edits }) => [name, edited(name, source, edits)]);
  code = compile(Object.fromEntries([["correct", source], ...sources]), "Draw");
});

async function tallyOf(name: string): Promise<Tally> {
  const { contract } = await chain.send({ from: wallets[0].address, data: code[name] ?? "0x" }, GENESIS + 1);
  return async (seed, stakes, k, rounds) => {
    const args = [toHex(seed, { size: 32 }), [...stakes], BigInt(k), BigInt(rounds)] as const;
    const data = await chain.call(contract ?? "0x", encodeFunctionData({ abi, functionName: "tally", args }));
    return decodeFunctionResult({ abi, functionName: "tally", data });
  };
}

describe("SYBIL_NEUTRAL", () => {
  const rows: string[] = [];
  afterAll(() => console.log(["", "mutants of contracts/Draw.sol", ...rows].join("\n")));

  test.each([1, 3])("slots that are drawn by stake, each on its own, are neutral: k = %i", async (k) => {
    expect((await assaySplitting(await tallyOf("correct"), { k, runs: 5 })).kill).toBeNull();
  });

  test.each(mutants)("$name", async ({ name }) => {
    const { runs, seed, kill } = await assaySplitting(await tallyOf(name), { k: 3, seed: 42 });
    if (kill === null) throw new Error(`${name} lives`);
    const { stakes, parts, whole, split, path } = kill;
    rows.push(
      `${name}: killed in ${runs} runs; SYBIL_NEUTRAL; stakes ${stakes.join(" ")}, the first in ${parts} parts: ${whole} slots → ${split} (seed ${seed}, path ${path})`,
    );
    expect(split).toBeGreaterThan(whole);
  });

  test("one slot, by stake, is neutral even where nobody is drawn twice", async () => {
    expect((await assaySplitting(await tallyOf("nobody is drawn twice"), { k: 1, runs: 5 })).kill).toBeNull();
  });
});
