import { defineGapProperty } from "./gapProperty.js";

export const remainderLimbs = defineGapProperty({
  id: "rsa/remainder-limbs",
  claim: "every limb of the remainder is in range",
  severity: "high",
  cites: ["https://github.com/0xPARC/zk-bug-tracker#bigint-1"],
  impact:
    "The remainder has several forms in limbs, and what compares or hashes limbs takes them for different numbers; comparisons of limbs out of range say anything.",
  advice: "Decompose every limb of the remainder into n bits.",
  method:
    "Σ r_i·2^(n·i) stays the same where 2^n goes from limb i to limb i+1 or back, so that one of them is ≥ 2^n or below zero in the field. Everything else (coefficients, carries, bits, comparisons) is solved for on the constraints; what is found satisfies all of them.",
  gap: "limbs of the remainder not in range",
  corpus: ["product-remainder-limbs"],
});
