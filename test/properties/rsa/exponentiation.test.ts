/** Where no search for a second witness comes to an end in its time, a proof that there is none decides. */
import { expect, test } from "vitest";
import { exponentiation } from "../../../properties/rsa/exponentiation.js";
import { corpusCase, runOnCase } from "../corpus.js";

test("one search that time ended, and the outputs are proven to be determined", async () => {
  const { checks } = await runOnCase(exponentiation, corpusCase("power-one-short"), "mended", {
    runs: 1,
    seconds: 60,
  });
  expect(checks[0]).toMatchObject({ outcome: "pass", findings: [] });
  expect(checks[0]?.facts.map(({ label }) => label)).toContain("outputs");
});
