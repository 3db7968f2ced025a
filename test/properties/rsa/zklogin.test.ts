/**
 * Circuits in zkLogin's shape: what its audit calls non-deterministic and harmless is found, and explained as such.
 * The product alone, of 32 limbs, is in zklogin.long.test.ts.
 */
import { expect, it } from "vitest";
import { powersReduced } from "../../../properties/rsa/powersReduced.js";
import { signature } from "../../../properties/rsa/signature.js";
import { onTarget, openTarget } from "../onTarget.js";

const corpus = "test/corpus";

it("a signature has several witnesses, and no false one is accepted", async () => {
  const circuit = await openTarget(`${corpus}/zklogin-rsa/circuit.circom`);
  const { check } = await onTarget(powersReduced, circuit);
  expect(check.findings[0]?.severity).toBe("info");
  expect(check.findings[0]?.statement).toContain("signature^(2^1) + modulus");
  expect(check.facts).toContainEqual({ label: "products found inside by value", value: "17 of 17" });
  expect((await onTarget(signature, circuit)).check.outcome).toBe("pass");
});

it("where every product is reduced, a signature has no such second witness", async () => {
  const { check } = await onTarget(powersReduced, `${corpus}/signature-not-reduced/mended.circom`);
  expect(check.findings).toEqual([]);
  expect(check.outcome).toBe("pass");
});
