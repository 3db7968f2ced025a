import { defineGapProperty } from "./gapProperty.js";

export const carriesInRange = defineGapProperty({
  id: "rsa/carries-in-range",
  claim: "a·b = p·q + r holds over the integers, and not only modulo the field's prime",
  severity: "critical",
  cites: [
    "https://reports.zksecurity.xyz/report-mysten-labs-zklogin",
    "https://github.com/0xPARC/circom-ecdsa",
  ],
  impact:
    "The prover chooses between the remainders of a·b, a·b + F, a·b + 2F …: RSA signatures can be forged.",
  advice:
    "Hold every carry of the coefficients to the range that honest ones need (the bound is in properties/rsa/carries.ts), and 2^n times that range below the field's prime.",
  method:
    "a·b + j·F = p·q + r for the field's prime F and j = ±1, 2, 3: the identity then holds at 2^n in the field with carries c_i = (t_i + c_(i−1))/2^n that are field elements. Everything else (coefficients, carries, bits, comparisons) is solved for on the constraints; what is found satisfies all of them.",
  gap: "carries not in range",
  corpus: ["product-carries-unchecked"],
});
