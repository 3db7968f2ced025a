/** A product in zkLogin's size: that its remainder is not unique is found, and explained as harmless. */
import { expect, it } from "vitest";
import { carriesInRange } from "../../../properties/rsa/carriesInRange.js";
import { remainderReduced } from "../../../properties/rsa/remainderReduced.js";
import { onTarget, openTarget } from "../onTarget.js";

it("FpMul of 32 limbs of 64 bits takes r + p: information, as its template says so", async () => {
  const circuit = await openTarget("test/corpus/zklogin-multiplication/circuit.circom");
  const { check } = await onTarget(remainderReduced, circuit);
  expect(check.findings).toHaveLength(1);
  expect(check.findings[0]?.severity).toBe("info");
  expect(check.findings[0]?.impact).toContain("harmless");
  expect((await onTarget(carriesInRange, circuit)).check.outcome).toBe("pass");
});
