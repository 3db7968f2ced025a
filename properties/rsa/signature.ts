import { defineSignature } from "./signatureContract.js";

export const signature = defineSignature({
  id: "rsa/signature",
  claim:
    "a signature is accepted exactly where it is below the modulus and its 65537th power mod modulus is the message",
  templates: ["Verify65537"],
  corpus: ["signature-not-reduced"],
  method:
    "Keys of every size, made of known primes; signatures of messages 0, 1, modulus − 1 and others. Then one thing is " +
    "changed: the signature plus the modulus, the message plus the modulus, the message plus one, a power less or more, " +
    "a limb of the signature out of range. The good must have a witness, the others none: by the circuit's own program, " +
    "then by witnesses that are solved for on the constraints.",
  encode: (message) => message,
});
