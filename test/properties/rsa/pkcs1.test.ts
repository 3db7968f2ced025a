/** Our padding, against Node's. */
import { constants, createHash, createSign, generateKeyPairSync, publicDecrypt } from "node:crypto";
import { expect, it } from "vitest";
import { powMod } from "../../../algebra/integers.js";
import { keysOf, padded, sign } from "../../../properties/rsa/pkcs1.js";

it.each([512, 520, 1024, 2048])("is what a signature under %i bits opens to", (modulusLength) => {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength });
  const message = `of ${modulusLength} bits`;
  const made = createSign("sha256").update(message).sign(privateKey);
  const opened = publicDecrypt({ key: publicKey, padding: constants.RSA_NO_PADDING }, made);
  const { n = "" } = publicKey.export({ format: "jwk" });
  const modulus = BigInt(`0x${Buffer.from(n, "base64url").toString("hex")}`);
  const digest = BigInt(`0x${createHash("sha256").update(message).digest("hex")}`);
  expect(padded(digest, modulus)).toBe(BigInt(`0x${opened.toString("hex")}`));
});

it("there is none under a modulus too short for eight bytes of FF", () => {
  expect(padded(1n, 1n << 488n)).not.toBeNull();
  expect(padded(1n, (1n << 488n) - 1n)).toBeNull();
});

it("keys of known primes sign what their public exponent opens", () => {
  const keys = keysOf(2048, 65537n);
  expect(keys.length).toBeGreaterThan(20);
  for (const key of keys.slice(0, 3))
    expect(powMod(sign(key, 123456789n), 65537n, key.modulus)).toBe(123456789n);
});
