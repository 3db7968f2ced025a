/** Base64 in zkLogin's shape: the documented free value is found and explained; texts are found where they stand. */
import { expect, it } from "vitest";
import { flaggedCharacter } from "../../../properties/base64/flaggedCharacter.js";
import { base64Substring } from "../../../properties/base64/substring.js";
import { onTarget } from "../onTarget.js";

it("a value is free where its flag says that the byte is not base64: information", async () => {
  const { check } = await onTarget(flaggedCharacter, "test/corpus/zklogin-base64-character/circuit.circom");
  expect(check.findings.map(({ severity }) => severity)).toEqual(["info"]);
  expect(check.findings[0]?.statement).toContain("base64Index is free where isBase64 = 0: 246 values");
  // The 64 characters, the other 192 bytes, 48 values above and six field edges, where LessThan(8) says nothing.
  expect(check.facts[0]?.value).toBe("310 of 718 values, with either flag");
});

it("a text is found at every offset and alignment, and nowhere else", async () => {
  const { check, exhibits } = await onTarget(
    base64Substring,
    "test/corpus/zklogin-substring/circuit.circom",
    { runs: 250 },
  );
  expect(check.outcome).toBe("pass");
  const [shown] = exhibits;
  const bars = shown?.kind === "histogram" ? shown.bars : [];
  expect(bars.filter(({ count }) => count === 0)).toEqual([]);
});
