import { padded } from "./pkcs1.js";
import { defineSignature } from "./signatureContract.js";

const DIGEST_BITS = 256;

export const pkcs1Signature = defineSignature({
  id: "rsa/pkcs1-signature",
  claim:
    "a signature is accepted exactly where it is below the modulus and opens to the PKCS #1 v1.5 padding of the digest",
  templates: ["RSAVerifier65537"],
  corpus: [],
  method:
    "As rsa/signature, for digests of 256 bits under EMSA-PKCS1-v1_5 with SHA-256, and the same digest under a padding of " +
    "one byte more or less.",
  digestBits: DIGEST_BITS,
  encode: padded,
});
