/**
 * A check that has never failed is not a check. For every check there are honest files on which it passes, and at
 * least two false ones on which it fails, with nothing else failing but the checks that rely on it.
 */
import { describe, expect, test } from "vitest";
import { allChecks, phase1Checks, phase2Checks } from "../../checks/registry.js";
import { assayFiles, idsWith, summaryOf } from "./assay.js";
import { honest, withUnprepared } from "./fixtures/bases.js";
import { earlierKeysTampered } from "./fixtures/earlierKeys.js";
import { phase1Tampered } from "./fixtures/phase1.js";
import { phase2Tampered } from "./fixtures/phase2.js";
import { queriesTampered } from "./fixtures/queries.js";
import type { Tampered } from "./fixtures/types.js";

const tampered: readonly Tampered[] = [
  ...phase1Tampered,
  ...phase2Tampered,
  ...queriesTampered,
  ...earlierKeysTampered,
];
/** The checks of these tables. Beacons, challenges and responses have files and tables of their own. */
const checks = [...phase1Checks, ...phase2Checks];
const elsewhere: readonly { readonly prefix: string; readonly tests: string }[] = [
  { prefix: "beacon/", tests: "test/checks/beacon" },
  { prefix: "challenge/", tests: "test/checks/bellman" },
  { prefix: "response/", tests: "test/checks/bellman" },
  { prefix: "next-challenge/", tests: "test/checks/bellman" },
  { prefix: "ceremony/", tests: "test/checks/ceremony" },
  { prefix: "history/", tests: "test/checks/ceremony" },
  { prefix: "market/", tests: "test/checks/market" },
  { prefix: "verification-key/", tests: "test/checks/release" },
  { prefix: "solidity/", tests: "test/checks/release" },
  { prefix: "bytecode/", tests: "test/checks/release" },
  { prefix: "rebuild/", tests: "test/checks/release" },
  { prefix: "policy/", tests: "test/checks/release" },
];

/** Ids of the checks that rely on one, through any number of others. */
function dependents(id: string): Set<string> {
  const found = new Set<string>();
  for (const check of checks) {
    if (check.after.some((needed) => needed === id || found.has(needed))) found.add(check.id);
  }
  return found;
}

describe("every check", () => {
  test.each(allChecks.map((check) => [check.id, check] as const))("%s is documented", (id, check) => {
    expect(id).toMatch(/^[a-z0-9-]+\/[a-z0-9-]+$/);
    for (const text of [check.claim, check.method, check.impact, check.advice]) {
      expect(text.trim().length).toBeGreaterThan(10);
    }
    expect(check.cites.length).toBeGreaterThan(0);
    expect(check.cites.every((source) => source.trim() !== "")).toBe(true);
    expect(check.needs.length).toBeGreaterThan(0);
  });

  test("has an id of its own", () => {
    const ids = allChecks.map(({ id }) => id);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  test("relies on checks that come before it", () => {
    const late = allChecks.flatMap(({ id, after }, i) => {
      const before = new Set(allChecks.slice(0, i).map((check) => check.id));
      return after.filter((needed) => !before.has(needed)).map((needed) => `${id} after ${needed}`);
    });
    expect(late).toEqual([]);
  });

  test("has two tampered files, here or in a table of its own", () => {
    const lacking = allChecks.filter(({ id }) => {
      const rows = tampered.filter((row) => row.check === id).length;
      return rows < 2 && !elsewhere.some(({ prefix }) => id.startsWith(prefix));
    });
    expect(lacking.map(({ id }) => id)).toEqual([]);
    const ids = new Set(allChecks.map(({ id }) => id));
    expect(tampered.filter(({ check }) => !ids.has(check))).toEqual([]);
  });
});

describe("honest files", () => {
  const passed = new Set<string>();

  test.each(honest)("$name: nothing fails", async ({ files }) => {
    const assayed = await assayFiles(await files(), { checks });
    expect(assayed.verdict.outcome, summaryOf(assayed)).toBe("pass");
    for (const id of idsWith(assayed, "pass")) passed.add(id);
  });

  test("powers that were not prepared, without the initial key: verified all the same, and the circuit hash is named as open", async () => {
    const { files } = await withUnprepared();
    const assayed = await assayFiles({ files }, { checks });
    expect(assayed.verdict.outcome, summaryOf(assayed)).toBe("pass");
    expect(assayed.checks.find(({ id }) => id === "zkey/circuit-hash")).toMatchObject({
      outcome: "not evaluated",
      reason: expect.stringContaining("--previous") as string,
    });
  });

  test("between them, every check passes", () => {
    expect(checks.map(({ id }) => id).filter((id) => !passed.has(id))).toEqual([]);
  });
});

describe("tampered files", () => {
  test.each(tampered)("$check: $name", async ({ check, files, also = {} }) => {
    // The powers that a false key is judged by are honest ones, which the tests above have seen pass.
    const ofPhase = check.startsWith("ptau/") ? phase1Checks : phase2Checks;
    const assayed = await assayFiles(await files(), { checks: ofPhase });
    const shown = summaryOf(assayed);
    const failed = idsWith(assayed, "fail");
    expect(assayed.verdict.outcome, shown).toBe("fail");
    expect(failed, shown).toContain(check);
    const following = dependents(check);
    const unexpected = failed.filter((id) => id !== check && !following.has(id) && also[id] === undefined);
    expect(unexpected, shown).toEqual([]);
    expect(
      Object.keys(also).filter((id) => !failed.includes(id)),
      shown,
    ).toEqual([]);
    const findings = assayed.checks.flatMap((one) => one.findings);
    expect(findings.filter(({ evidence }) => !evidence.some(({ file }) => file !== ""))).toEqual([]);
  });
});
