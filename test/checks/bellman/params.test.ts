import { describe, expect, test } from "vitest";
import { phase1Checks, phase2Checks } from "../../../checks/registry.js";
import { assayFiles, summaryOf } from "./assay.js";
import { makeParamsCeremony } from "./keys.js";

const checks = [...phase1Checks, ...phase2Checks];
const { r1cs, ptau, zkey, exported, params, imported } = await makeParamsCeremony();

describe("a .params with r1cs and ptau", () => {
  test.each(["fast", "reference"] as const)("holds (%s engine)", async (engine) => {
    const assayed = await assayFiles({ files: [r1cs, ptau, params], previous: [exported] }, checks, engine);
    expect(assayed.verdict.outcome, summaryOf(assayed)).toBe("pass");
  });
  test.each([
    ["a .zkey that came back from .params extends both", imported, [zkey.initial, zkey.final, exported, params]],
    ["a .params extends the .zkey that it was exported from", params, [...zkey.chain, exported]],
    ["a .zkey extends its own export", zkey.final, [exported]],
  ])("%s", async (_, key, previous) => {
    const assayed = await assayFiles({ files: [r1cs, ptau, key], previous }, checks);
    expect(assayed.verdict.outcome, summaryOf(assayed)).toBe("pass");
  });
});
