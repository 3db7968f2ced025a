/** Whole verifiers of RSA-512 and RSA-2048 in the sizes that npm's packages recommend. */
import { expect, it } from "vitest";
import { pkcs1Signature } from "../../../properties/rsa/pkcs1Signature.js";
import { powersReduced } from "../../../properties/rsa/powersReduced.js";
import { onTarget } from "../onTarget.js";

const broken = "node_modules/zk-email-circuits-6.1.3/lib/rsa.circom";
const newest = "node_modules/@zk-email/circuits/lib/rsa.circom";

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
])("%s accepts signatures and nothing else", async (target) => {
  const { check } = await onTarget(pkcs1Signature, target, { runs: 12, seconds: 60 });
  expect(check.findings).toEqual([]);
  expect(check.outcome).toBe("pass");
});
