/**
 * Every fault that can be planted in a market is found where it is planted, by the checks that are named for it, and
 * nothing else is found; so it is in the committed examples, where all stand in one log. Honest markets are clean.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { marketChecks } from "../../../checks/registries/market.js";
import { faulty, honest, honestExample, scenarios, toText } from "../../../properties/marketLog/index.js";
import { packageRoot } from "../../fixtures/root.js";
import { auditText } from "./audit.js";

const example = (name: string): string => readFileSync(join(packageRoot, "examples", "market", name), "utf8");

describe.each(scenarios.map((scenario) => ({ profile: scenario.header.profile, scenario })))(
  "$profile",
  ({ profile, scenario }) => {
    test("an honest market is clean, and nothing is left open that could be decided", async () => {
      const text = toText(honest(scenario, 20));
      const audited = await auditText(text);
      expect(audited.said).toEqual([]);
      const open = audited.checks.filter(({ outcome }) => outcome === "inconclusive").map(({ id }) => id);
      // How the rollers were chosen is not in the log, and they are too few to tell.
      const chosen = ["market/rederive", "market/fair", "market/sybil-neutral"];
      expect(open).toEqual(profile === "roller" ? chosen : []);
    });

    test("the honest example is clean, and nothing is left open", async () => {
      const text = toText(honestExample(scenario));
      expect(example(`honest-${profile}.jsonl`)).toBe(text);
      const audited = await auditText(text);
      expect(audited.with("fail")).toEqual([]);
      expect(audited.with("inconclusive")).toEqual([]);
      const drawn = ["market/rederive", "market/selection-order", "market/sybil-neutral"];
      if (profile === "roller") expect(audited.with("pass")).toEqual(expect.arrayContaining(drawn));
    });

    test.each(scenario.faults.map((fault) => [fault.name, fault] as const))("%s", async (_, fault) => {
      const { written, planted } = faulty({ ...scenario, faults: [fault] });
      const audited = await auditText(toText(written));
      expect(new Set(audited.said)).toEqual(new Set(planted.flatMap(({ shows }) => shows)));
    });

    test("all faults in one log: each is found, and nothing else", async () => {
      const { written, planted } = faulty(scenario);
      const text = toText(written);
      expect(example(`faulty-${profile}.jsonl`)).toBe(text);
      const table = JSON.parse(example("faults.json")) as Record<string, unknown>;
      expect(table[profile]).toEqual(planted);
      const audited = await auditText(text);
      expect(new Set(audited.said)).toEqual(new Set(planted.flatMap(({ shows }) => shows)));
    });
  },
);

test("every check that judges a log has at least two faults, here or in a test of its own", () => {
  const elsewhere = new Set([
    // test/checks/market/log.test.ts, rules.test.ts
    "market/log",
    // test/checks/market/profile.test.ts
    "market/profile",
    "market/sequence",
    "market/no-gap",
    // test/checks/market/proofs, test/checks/market/selection
    "market/valid",
    "market/statement",
    "market/dup-proof",
    "market/rederive",
    "market/selection-order",
    "market/fair",
    "market/sybil-neutral",
    "market/latency-free",
    // Properties of contracts: test/properties/market
    "market/no-stuck",
    "market/no-veto",
    "market/reentrant",
  ]);
  const shown = scenarios.flatMap(({ faults }) =>
    faults.flatMap(({ shows }) => shows.map(([check]) => check)),
  );
  const lacking = marketChecks
    .map(({ id }) => id)
    .filter((id) => !elsewhere.has(id) && shown.filter((one) => one === id).length < 2);
  expect(lacking).toEqual([]);
});
