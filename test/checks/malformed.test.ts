/** A file whose fault shows only while it is read for the equations: its own checks say so, and those of others stand. */
import { expect, test } from "vitest";
import type { CheckResult } from "../../findings/index.js";
import { tamper, writeU32 } from "../fixtures/tamper.js";
import { assayFiles } from "./assay.js";
import { base } from "./fixtures/bases.js";

/** Section 2 begins with the number of terms of the first constraint's A. */
const TERMS = 0;

const failed = (checks: readonly CheckResult[]): readonly CheckResult[] =>
  checks.filter(({ outcome }) => outcome === "fail");

test.each([
  ["more than there are", 2 ** 30],
  ["a few too many", 3],
])("a circuit that claims terms, %s, is blamed, and the powers are not", async (_, terms) => {
  const { r1cs, ptau, key } = await base();
  const honest = await assayFiles({ files: [r1cs, ptau, key.final] });
  const { checks, verdict } = await assayFiles({
    files: [await tamper(r1cs, writeU32(2, TERMS, terms)), ptau, key.final],
  });
  expect(verdict.outcome).toBe("fail");
  expect(failed(checks).length).toBeGreaterThan(0);
  for (const { id, findings } of failed(checks)) {
    for (const { evidence } of findings) {
      expect(`${id}: ${evidence.map(({ file }) => file).join()}`).toMatch(/\.r1cs|\.zkey/);
    }
  }
  const ofPowers = (rows: readonly CheckResult[]): (readonly [string, string])[] =>
    rows.filter(({ id }) => id.startsWith("ptau/")).map(({ id, outcome }) => [id, outcome]);
  expect(ofPowers(checks)).toEqual(ofPowers(honest.checks));
});
