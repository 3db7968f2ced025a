/** Base64 of npm packages: what the first version takes, and what is still taken by the mended ones. */
import { describe, expect, it, test } from "vitest";
import { base64Character } from "../../../properties/base64/character.js";
import { base64Decode } from "../../../properties/base64/decode.js";
import { base64Padding } from "../../../properties/base64/padding.js";
import { onTarget } from "../onTarget.js";

const first = "node_modules/zk-email-circuits-1.1.2/helpers/base64.circom";
const mended = "node_modules/zk-email-circuits-3.2.4/helpers/base64.circom";
const newest = "node_modules/@zk-email/circuits/lib/base64.circom";

describe("Base64Lookup", () => {
  it("of 1.1.2 takes all 192 bytes that are not base64", async () => {
    const { check } = await onTarget(base64Character, `${first}:Base64Lookup()`);
    const statements = check.findings.map(({ severity, statement }) => `${severity} ${statement}`);
    expect(statements[0]).toContain(
      "high Base64Lookup: soundness: 191 bytes are accepted that are not base64",
    );
    expect(statements.at(-1)).toContain("low Base64Lookup: = is accepted");
  });

  it.for([mended, newest])("of %s takes = besides, and nothing else", async (file) => {
    const { check, exhibits } = await onTarget(base64Character, `${file}:Base64Lookup()`);
    expect(check.findings.map(({ severity }) => severity)).toEqual(["low"]);
    expect(check.findings[0]?.evidence[0]?.values).toEqual({ in: "61" });
    const [shown] = exhibits;
    const bars = shown?.kind === "histogram" ? shown.bars : [];
    expect(bars.map(({ label, count }) => `${label}: ${count}`)).toEqual([
      "A–Z: 26",
      "a–z: 26",
      "0–9: 10",
      "+ /: 2",
      "- _: 0",
      "=: 1",
      "other bytes: 0",
      "no byte: 0",
    ]);
  });
});

describe("Base64Decode", () => {
  it("of 1.1.2 takes characters that are none", async () => {
    const { check } = await onTarget(base64Decode, `${first}:Base64Decode(3)`);
    expect(check.findings[0]?.statement).toContain("is not standard base64");
  });

  test.for([`${mended}:Base64Decode(3)`, `${newest}:Base64Decode(3)`, `${newest}:Base64Decode(32)`])(
    "%s takes none",
    async (target) => {
      const { check, exhibits } = await onTarget(base64Decode, target, { runs: 100 });
      expect(check.outcome).toBe("pass");
      const [shown] = exhibits;
      expect(shown?.kind === "histogram" && shown.bars.every(({ count }) => count > 0)).toBe(true);
    },
  );

  it("of 3.2.4 takes = anywhere; the newest says that it assumes none", async () => {
    const { check } = await onTarget(base64Padding, `${mended}:Base64Decode(3)`);
    expect(check.findings.map(({ severity }) => severity)).toEqual(["low"]);
    const stated = await onTarget(base64Padding, `${newest}:Base64Decode(3)`);
    expect(stated.check.findings.map(({ severity }) => severity)).toEqual(["info"]);
    expect(stated.check.findings[0]?.statement).toContain(
      "left to its caller in a comment: soundness: = stands",
    );
  });
});
