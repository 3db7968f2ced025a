import { defineGapProperty } from "./gapProperty.js";

export const remainderReduced = defineGapProperty({
  id: "rsa/remainder-reduced",
  claim: "the remainder of a modular multiplication is below the modulus",
  severity: "high",
  cites: [
    "https://github.com/zkemail/zk-email-verify/pull/226",
    "https://github.com/0xPARC/zk-bug-tracker#circom-pairing-1",
  ],
  impact:
    "a·b mod p has several accepted values: r, r + p, … Whoever compares, hashes or publishes the remainder can be shown another one for the same inputs. It is harmless only where the remainder is in the end held equal to a number that is known to be below p, as zkLogin does with the padded message.",
  advice:
    "Constrain r < p over all limbs, and the comparison's output to one. Where the remainder may stay unreduced, say so in the template's comment.",
  method:
    "a·b = p·(q − j) + (r + j·p): the prover puts r + j·p for j = 1, 2, the largest that fits and −1 in place of r, with the quotient that belongs to it; for p = 0 any product that fits. Everything else (coefficients, carries, bits, comparisons) is solved for on the constraints; what is found satisfies all of them.",
  gap: "remainder not reduced",
  leftToCaller: /not (necessarily |fully )+reduce|(plus|and|by) a multiple of (p|the modulus)/i,
  corpus: ["product-not-reduced", "product-comparison-unasserted"],
});
