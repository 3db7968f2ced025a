/** Honest logs with one statement changed that no other line speaks of: each is noticed all the same. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readMarketConfig } from "../../../transcripts/market/config.js";
import { bytesSource } from "../../fixtures/bytesSource.js";
import { packageRoot } from "../../fixtures/root.js";
import { auditText, jsonLines } from "./audit.js";

type Line = Record<string, unknown>;

async function honest(profile: string): Promise<Line[]> {
  const file = join(packageRoot, "examples", "market", `honest-${profile}.jsonl`);
  const text = await readFile(file, "utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
}

const STRANGER = `0x${"ab".repeat(20)}`;

/** The first line of a type. */
function first(lines: readonly Line[], type: string): Line {
  const found = lines.find((line) => line["type"] === type);
  if (found === undefined) throw new Error(`the log has no ${type}`);
  return found;
}

async function failed(lines: readonly Line[], config?: object): Promise<string[]> {
  const marketConfig =
    config === undefined
      ? {}
      : {
          marketConfig: await readMarketConfig(
            bytesSource("c.json", JSON.stringify({ schema: "zkassay-market-config/1", ...config })),
          ),
        };
  return (await auditText(jsonLines(lines), marketConfig)).with("fail");
}

describe("a deadline that is not the opening's", () => {
  test.each([1, -1, 1_000_000])("by %s s", async (seconds) => {
    const lines = await honest("zkpool");
    const assignment = first(lines, "task.assign");
    assignment["deadline"] = Number(assignment["deadline"]) + seconds;
    expect(await failed(lines)).toContain("market/freeze");
  });
});

test("somebody is slashed for a task that was never theirs", async () => {
  const lines = await honest("boundless");
  first(lines, "slash")["prover"] = STRANGER;
  expect(await failed(lines)).toEqual(["market/claim"]);
});

test("money is locked for a task that is settled", async () => {
  const lines = await honest("boundless");
  const last = lines.at(-1) ?? {};
  const late = { seq: lines.length - 1, t: last["t"], blk: last["blk"], tx: "one more", li: 1_000_000 };
  expect(await failed([...lines, { ...first(lines, "lock"), ...late }])).toEqual(["market/one-terminal"]);
});

test("logs of a block that go back", async () => {
  const lines = await honest("zkpool");
  const [, one, two] = lines;
  if (one === undefined || two === undefined) throw new Error("the log has lines");
  [one["li"], two["li"]] = [two["li"], one["li"]];
  expect(await failed(lines)).toEqual(["market/sequence"]);
});

test("a quote for a chain that nobody states is not decided", async () => {
  const lines = await honest("zkpool");
  delete lines[0]?.["chainId"];
  const audited = await auditText(jsonLines(lines));
  expect(audited.of("market/quote-once")).toMatchObject({ outcome: "inconclusive" });
});

describe("a header that says otherwise than the configuration beside it", () => {
  test.each([
    ["the contract", { contract: STRANGER }],
    ["the chain", { chainId: 5 }],
    ["a rule", { rules: { boundary: "claimInclusive" } }],
    ["a token", { assets: { USD: { erc20: STRANGER, decimals: 6 } } }],
    ["a token's decimals", { assets: { USD: { erc20: `0xd60f${"0".repeat(36)}`, decimals: 18 } } }],
    ["a window", { params: { proofWindow: 1 } }],
  ])("of %s", async (_, config) => {
    expect(await failed(await honest("zkpool"), config)).toContain("market/log");
  });

  test("and one that says the same holds", async () => {
    const lines = await honest("zkpool");
    const { chainId, contract, assets, params, rules } = lines[0] ?? {};
    expect(await failed(lines, { chainId, contract, assets, params, rules })).toEqual([]);
  });
});
