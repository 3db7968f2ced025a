/** What a CI run shows and keeps: Markdown, workflow commands, the statement to be signed. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Result } from "../../findings/index.js";
import { toAnnotations } from "../../reports/annotations.js";
import { toHtml } from "../../reports/html/index.js";
import { toInToto } from "../../reports/inToto.js";
import { parseResult, toJson } from "../../reports/json/index.js";
import { toMarkdown } from "../../reports/markdown.js";
import { toSarif } from "../../reports/sarif/index.js";
import { arbitraryResult } from "./arbitrary.js";
import { forgedKey, soundKey } from "./examples.js";

/** The specification's fields (in-toto attestation framework, Statement v1, predicate test-result v0.1). */
const statement = z.strictObject({
  _type: z.literal("https://in-toto.io/Statement/v1"),
  subject: z
    .array(z.strictObject({ name: z.string(), digest: z.strictObject({ sha256: z.string() }) }))
    .min(1),
  predicateType: z.literal("https://in-toto.io/attestation/test-result/v0.1"),
  predicate: z.strictObject({
    result: z.enum(["PASSED", "WARNED", "FAILED"]),
    configuration: z.array(
      z.strictObject({ name: z.string(), uri: z.string(), annotations: z.record(z.string(), z.string()) }),
    ),
    passedTests: z.array(z.string()),
    warnedTests: z.array(z.string()),
    failedTests: z.array(z.string()),
  }),
});
const attested = (result: Result) => statement.parse(JSON.parse(toInToto(result)));

const named = (id: string, text: string): Result => {
  const result = forgedKey();
  return {
    ...result,
    checks: result.checks.map((check) => ({
      ...check,
      id,
      findings: check.findings.map((finding) => ({ ...finding, statement: text })),
    })),
  };
};

describe("in-toto", () => {
  it("is a statement about the digests of the inputs", () => {
    fc.assert(
      fc.property(
        arbitraryResult.filter(({ inputs }) => inputs.length > 0),
        (result) => {
          const { subject, predicate } = attested(result);
          expect(subject.map(({ digest }) => digest.sha256)).toEqual(
            result.inputs.map(({ sha256 }) => sha256),
          );
          expect(predicate.result === "PASSED").toBe(result.verdict.outcome === "pass");
        },
      ),
    );
  });

  it("never passes what was not decided", () => {
    const result = soundKey();
    const { predicate } = attested({ ...result, verdict: { ...result.verdict, outcome: "inconclusive" } });
    expect(predicate.result).toBe("WARNED");
    for (const { id, outcome } of result.checks)
      expect(predicate.passedTests.includes(id), id).toBe(outcome === "pass");
  });

  it("is refused where nothing was read", () => {
    expect(() => toInToto({ ...soundKey(), inputs: [] })).toThrow(RangeError);
  });
});

describe("workflow commands", () => {
  it("are one line a finding, and none where all held", () => {
    expect(toAnnotations(soundKey())).toBe("");
    fc.assert(
      fc.property(arbitraryResult, (result) => {
        for (const line of toAnnotations(result).split("\n").slice(0, -1))
          expect(line).toMatch(/^::(error|warning|notice) [^\r\n]*::[^\r\n]*$/);
      }),
    );
  });

  it("cannot be made to say something else by a name", () => {
    const text = toAnnotations(named("zkey/x,file=y::stop-commands::z", "1 = 2\n::error::forged\r%0A"));
    expect(text).not.toMatch(/^::error::forged/m);
    expect(text).toContain("title=zkey/x%2Cfile=y%3A%3Astop-commands%3A%3Az::");
    expect(text).toContain("%250A");
  });

  it("leave out what was accepted, and tell of a verdict that could not be reached", () => {
    const result = forgedKey();
    const suppressed = { reason: "r", until: "2027-01-31" };
    expect(
      toAnnotations({ ...result, checks: result.checks.map((check) => ({ ...check, suppressed })) }),
    ).toBe("");
    const open = soundKey();
    expect(toAnnotations({ ...open, verdict: { ...open.verdict, outcome: "inconclusive" } })).toMatch(
      /^::error title=zkassay%3A not decided::/,
    );
  });
});

describe("an input that was refused before it was hashed", () => {
  const unread = { ...soundKey(), inputs: [{ role: "challenge", path: "ch28", bytes: 2 ** 37 }] };

  it("is listed as such, and no statement is made without its digest", () => {
    expect(toMarkdown(unread)).toContain("| `ch28` | refused by its form, and not hashed |");
    expect(toHtml(unread)).toContain("refused by its form, before it was read to its end");
    expect(JSON.parse(toSarif(unread))).not.toHaveProperty(["runs", 0, "artifacts", 0, "hashes"]);
    expect(parseResult(toJson(unread)).inputs).toEqual(unread.inputs);
    expect(() => toInToto(unread)).toThrow(/needs the digest of ch28/);
  });
});

describe("Markdown", () => {
  it("names every finding, why the rest was not decided, and each input by its digest", () => {
    for (const result of [soundKey(), forgedKey()]) {
      const text = toMarkdown(result);
      expect(text).toMatch(new RegExp(`^## . zkassay: ${result.verdict.outcome}\n`, "u"));
      for (const { sha256 } of result.inputs) expect(text).toContain(sha256);
      for (const { outcome, reason } of result.checks)
        if (outcome === "inconclusive") expect(text.replaceAll("\\", "")).toContain(reason);
    }
  });

  it("takes nothing from a file for markup: no tags, links, pictures, rows or mentions", () => {
    const text = toMarkdown(named("a|b", "<img src=x> ![x](http://y) @everyone | **x** `y` \n# z"));
    expect(text).not.toMatch(/<img|!\[x\]\(|[^\\]@everyone|[^\\]\*\*x|\n# z/);
    const rows = text.split("\n").filter((line) => line.startsWith("| critical"));
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(5);
  });
});
