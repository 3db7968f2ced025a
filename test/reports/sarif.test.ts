import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";
import fc from "fast-check";
import type { Log, Run } from "sarif";
import { describe, expect, it } from "vitest";
import type { Result } from "../../findings/index.js";
import { toSarif } from "../../reports/sarif/index.js";
import { arbitraryResult } from "./arbitrary.js";
import { forgedKey, longChain, soundKey } from "./examples.js";

/** The schema is of draft 4, whose names for itself this validator does not know; its body says the same in draft 7. */
const {
  $schema: _draft,
  id: _id,
  ...schema
} = JSON.parse(
  readFileSync(
    createRequire(import.meta.url).resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"),
    "utf8",
  ),
) as Record<string, unknown>;
const validator = new Ajv({
  strict: false,
  unicodeRegExp: false,
  allErrors: true,
  formats: {
    uri: (text: string) => URL.canParse(text),
    "uri-reference": (text: string) => URL.canParse(text, "https://example.org/"),
    "date-time": (text: string) => !Number.isNaN(Date.parse(text)),
  },
}).compile(schema);

function runOf(result: Result): Run {
  const log = JSON.parse(toSarif(result)) as Log;
  expect(validator(log) ? [] : validator.errors).toEqual([]);
  const [run] = log.runs;
  if (run === undefined) throw new Error("a log without a run");
  return run;
}

/** The forged key with its first finding moved to a line of a circuit. */
function atLine(line: number): Result {
  const result = forgedKey();
  return {
    ...result,
    checks: result.checks.map((check) => ({
      ...check,
      findings: check.findings.map((finding) => ({
        ...finding,
        evidence: [{ file: "circuits/a b#1.circom", line }],
      })),
    })),
  };
}

describe("SARIF", () => {
  it("is valid by its schema, whatever the result holds", () => {
    fc.assert(fc.property(arbitraryResult, (result) => void runOf(result)));
  });

  it.each([soundKey(), forgedKey(), longChain(300)])(
    "tells every finding, and every rule with a link",
    (result) => {
      const run = runOf(result);
      const rules = run.tool.driver.rules ?? [];
      expect(rules.map(({ id }) => id)).toEqual([...new Set(result.checks.map(({ id }) => id))]);
      for (const { helpUri, shortDescription } of rules) {
        expect(helpUri).toMatch(/^https:\/\/.+#/);
        expect(shortDescription?.text).not.toBe("");
      }
      const findings = result.checks.flatMap((check) =>
        check.findings.map((finding) => ({ check, finding })),
      );
      expect(run.results).toHaveLength(findings.length);
      for (const [i, told] of (run.results ?? []).entries()) {
        expect(told.ruleId).toBe(findings[i]?.check.id);
        expect(rules[told.ruleIndex ?? -1]?.id).toBe(told.ruleId);
        expect(told.locations).toHaveLength(1);
      }
    },
  );

  it("points at the line of a circuit, with its path escaped", () => {
    const [first] = runOf(atLine(17)).results ?? [];
    expect(first?.locations?.[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: "circuits/a%20b%231.circom" },
      region: { startLine: 17 },
    });
  });

  it.each([
    ["/tmp/a.zkey", "file:///tmp/a.zkey"],
    ["\\\\host\\a.zkey", "file:////host/a.zkey"],
    ["//host/a.zkey", "file:////host/a.zkey"],
    ["https://host/a.zkey", "https%3A//host/a.zkey"],
  ])("a path names no host: %s", (file, uri) => {
    const { checks, ...rest } = forgedKey();
    const at = checks.map((check) => ({
      ...check,
      findings: check.findings.map((finding) => ({ ...finding, evidence: [{ file }] })),
    }));
    const [first] = runOf({ ...rest, checks: at }).results ?? [];
    expect(first?.locations?.[0]?.physicalLocation?.artifactLocation).toEqual({ uri });
  });

  it("shows an accepted finding as suppressed, with its reason and its end", () => {
    const suppressed = { reason: "a test network", until: "2027-01-31" };
    const result = forgedKey();
    const [first] =
      runOf({ ...result, checks: result.checks.map((check) => ({ ...check, suppressed })) }).results ?? [];
    expect(first?.suppressions).toEqual([
      { kind: "external", status: "accepted", justification: "a test network (until 2027-01-31)" },
    ]);
    for (const { suppressions } of runOf(result).results ?? []) expect(suppressions).toBeUndefined();
  });

  it("tells what was not decided as the run's complaint, never as a result", () => {
    const result = soundKey();
    const open = result.checks.filter(({ outcome }) => outcome !== "pass" && outcome !== "fail");
    expect(open.length).toBeGreaterThan(0);
    const { invocations, results } = runOf(result);
    expect(results).toEqual([]);
    const told = invocations?.[0]?.toolExecutionNotifications ?? [];
    for (const { id } of open) expect(told.map(({ associatedRule }) => associatedRule?.id)).toContain(id);
  });

  it("keeps a finding's fingerprint when only its place moves", () => {
    const prints = (result: Result) =>
      runOf(result).results?.map(({ partialFingerprints }) => partialFingerprints);
    expect(prints(atLine(17))).toEqual(prints(atLine(18)));
    expect(new Set((prints(forgedKey()) ?? []).map((print) => JSON.stringify(print))).size).toBe(
      forgedKey().checks.flatMap(({ findings }) => findings).length,
    );
  });
});
