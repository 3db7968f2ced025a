/**
 * Lines of every honest example deleted, doubled and swapped with the next; numbers one more and one less; members left out:
 * every kind of change, each at several places. What an audit does not notice has a reason in survivors.ts, and no reason stands there for nothing.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Evidence } from "../../../../checks/evidence.js";
import { honest, scenarios, toText } from "../../../../properties/marketLog/index.js";
import { readVerificationKey } from "../../../../transcripts/verificationKey.js";
import { bytesSource } from "../../../fixtures/bytesSource.js";
import { packageRoot } from "../../../fixtures/root.js";
import { sample } from "./sample.js";
import { reasonOf, survivors as table, type Trait } from "./survivors.js";
import { survivorsOf } from "./survive.js";

const example = (...path: readonly string[]): string =>
  readFileSync(join(packageRoot, "examples", ...path), "utf8");
/** Of each kind: all 26,000 mutants take a quarter of an hour. */
const PLACES = 5;
const used = new Set<string>();

async function mutate(text: string, traits: readonly Trait[], others: Partial<Evidence> = {}): Promise<void> {
  const { tried, survivors } = await survivorsOf(text, others, sample(text, PLACES));
  const kinds = [...survivors.keys()];
  const reason = (kind: string) => reasonOf(kind, traits);
  for (const kind of kinds) used.add(reason(kind) ?? "");
  process.stdout.write(
    `${tried} mutants, ${[...survivors.values()].flat().length} of ${kinds.length} kinds survive\n`,
  );
  expect(kinds.filter((kind) => reason(kind) === null)).toEqual([]);
}

test.each(["zkpool", "boundless", "brevis", "roller"])("honest-%s.jsonl", (profile) =>
  mutate(example("market", `honest-${profile}.jsonl`), ["no key"]),
);

test("proven-market/honest.jsonl, with its key", async () => {
  const key = bytesSource("verification_key.json", example("proven-market", "verification_key.json"));
  const verificationKey = await readVerificationKey(key);
  await mutate(example("proven-market", "honest.jsonl"), ["key"], { verificationKey });
});

test("rollers, two a task", async () => {
  const rollers = scenarios.find(({ header }) => header.profile === "roller");
  expect(rollers).toBeDefined();
  if (rollers !== undefined) await mutate(toText(honest(rollers, 9)), ["no key", "not repeatable"]);
});

test("no reason stands in the table for nothing", () =>
  expect(table.map(({ reason }) => reason).filter((reason) => !used.has(reason))).toEqual([]));
