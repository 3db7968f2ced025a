/**
 * A repository with a release of two circuits: clean, and broken in one way at a time. Each break is stopped by exactly
 * the checks that it concerns, with exit code 1.
 */
import { describe, expect, test } from "vitest";
import { EXIT, exitCodeOf } from "../../cli/exit.js";
import { makeRepository } from "../fixtures/release.js";
import { circuit, judge, rowsWith, shown } from "./judgeRelease.js";
import { breaks } from "./releaseBreaks.js";

test("a clean release passes", async () => {
  const repository = await makeRepository();
  const result = await judge(repository, new Map());
  expect(result.verdict.outcome, shown(result)).toBe("pass");
  expect(exitCodeOf(result, "low")).toBe(EXIT.held);
  // Every file that was read is an input: the policy, the sources, the program and what it was run on.
  const roles = new Set(result.inputs.map(({ role }) => role));
  const read = ["release", "circom", "witnessProgram", "witnessInputs", "r1cs", "ptau", "zkey"];
  expect([...roles]).toEqual(expect.arrayContaining(read));
});

describe("broken in one way", () => {
  test.each(breaks)("$name", async ({ make, fails, both }) => {
    const repository = await makeRepository();
    await make(repository);
    if (both !== true) repository.config.circuits = [circuit(repository, "product")];
    const result = await judge(repository);
    expect(rowsWith(result, "fail").sort(), shown(result)).toEqual([...fails].sort());
    expect(exitCodeOf(result, "low")).toBe(EXIT.finding);
  });
});
