/** Earlier keys with gaps, again and in any order; and what shows nothing: the key given as its own past. */
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { phase2Checks } from "../../checks/registry.js";
import type { CheckResult } from "../../findings/index.js";
import { describeWithShared } from "../fixtures/shared.js";
import { reverseSections, tamper } from "../fixtures/tamper.js";
import { temporaryFolder } from "../fixtures/temporary.js";
import { assayFiles, summaryOf } from "./assay.js";
import { base } from "./fixtures/bases.js";

/** What is said of the key after those before it. */
async function said(previous: readonly string[]): Promise<CheckResult | undefined> {
  const { r1cs, ptau, key } = await base();
  const assayed = await assayFiles({ files: [r1cs, ptau, key.final], previous }, { checks: phase2Checks });
  const row = assayed.checks.find(({ id }) => id === "zkey/extends");
  expect(assayed.verdict.outcome, summaryOf(assayed)).toBe(row?.outcome);
  return row;
}

test.each<[string, (chain: readonly string[]) => readonly (string | undefined)[]]>([
  ["one missing in the middle", ([first, , third]) => [first, third]],
  ["the last one first", ([first, second, third]) => [third, first, second]],
  ["one of them twice", ([first, second]) => [second, first, second]],
])("%s: the key extends each of them all the same", async (_, choose) => {
  const { key } = await base();
  const previous = choose(key.chain).filter((path) => path !== undefined);
  const row = await said(previous);
  expect(row?.outcome).toBe("pass");
  expect(row?.facts.map(({ label }) => label)).toEqual(previous);
});

test("the key itself, under another name: nothing is known of its past", async () => {
  const { key } = await base();
  const copy = join(temporaryFolder("earlier"), "before.zkey");
  await copyFile(key.final, copy);
  for (const previous of [[key.final], [key.initial, copy]]) {
    const row = await said(previous);
    expect(row).toMatchObject({
      outcome: "inconclusive",
      reason: expect.stringContaining(`${previous.at(-1)} is the key itself`) as string,
    });
  }
});

test("its sections in another order: the same contributions, and nothing before them", async () => {
  const { key } = await base();
  const row = await said([await tamper(key.final, reverseSections())]);
  expect(row?.facts.map(({ value }) => value).join()).toContain("as many as the key has");
});

describeWithShared(
  "Privacy Pools",
  [
    "real/privacy-pools/commitment_final.zkey",
    "real/privacy-pools/commitment_final_reverted.zkey",
    "real/privacy-pools/commitment_00513.zkey",
  ],
  ([final, reverted, before]) => {
    const statements = async (key: string, previous: string): Promise<string> => {
      const { checks } = await assayFiles({ files: [key], previous: [previous] }, { only: ["zkey/extends"] });
      const row = checks.find(({ id }) => id === "zkey/extends");
      return row?.findings.map(({ statement }) => statement).join() ?? "";
    };

    test("the final key and the reverted one end in two beacons", async () => {
      expect(await statements(final, reverted)).toMatch(
        /^contribution 514 of .*reverted.zkey = contribution 514/,
      );
    });

    test("the key before the beacon does not extend the one after it", async () => {
      expect(await statements(before, final)).toMatch(/contributions of the key: 514 ≤ 513$/);
    });
  },
);
