/** Multiplications and whole verifiers of RSA-512 and RSA-2048 in the sizes that npm's packages recommend. */
import { expect, it } from "vitest";
import { exponentiation } from "../../../properties/rsa/exponentiation.js";
import { pkcs1Signature } from "../../../properties/rsa/pkcs1Signature.js";
import { powersReduced } from "../../../properties/rsa/powersReduced.js";
import { onTarget, openTarget } from "../onTarget.js";
import { testFpMul } from "./fpMul.js";

const broken = "node_modules/zk-email-circuits-6.1.3/lib/rsa.circom";
const newest = "node_modules/@zk-email/circuits/lib/rsa.circom";

for (const size of ["64,32", "121,17"]) testFpMul(size);

it("FpPow65537Mod of three small limbs is the power of integers", async () => {
  const { check } = await onTarget(exponentiation, `${newest}:FpPow65537Mod(8,3)`, { runs: 10 });
  expect(check.findings).toEqual([]);
  expect(check.outcome).toBe("pass");
});

it("RSAVerifier65537 of 6.1.3 has several witnesses for one signature, which is harmless; the newest has one", async () => {
  const { check } = await onTarget(powersReduced, `${broken}:RSAVerifier65537(64,8)`, { seconds: 120 });
  expect(check.findings.map(({ severity }) => severity)).toEqual(["info"]);
  const mended = await onTarget(powersReduced, `${newest}:RSAVerifier65537(64,8)`, { seconds: 120 });
  expect(mended.check.outcome).toBe("pass");
});

it.for([
  `${broken}:RSAVerifier65537(64,8)`,
  `${newest}:RSAVerifier65537(64,8)`,
  `${newest}:RSAVerifier65537(121,17)`,
])("%s accepts signatures and nothing else, as far as its own program goes", async (target) => {
  const circuit = await openTarget(target);
  const { check } = await onTarget(pkcs1Signature, circuit, { runs: 12, seconds: 60 });
  expect(check.findings).toEqual([]);
  // Of circuits this large no witness is sought by hand, and a row that did not look is no pass.
  const isLarge = circuit.system.constraints.length > 40_000;
  expect(check.outcome).toBe(isLarge ? "inconclusive" : "pass");
  if (isLarge) expect(check.reason).toContain("no witness by hand was sought");
});
