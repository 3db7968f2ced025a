import { defineGapProperty } from "./gapProperty.js";

export const quotientLimbs = defineGapProperty({
  id: "rsa/quotient-limbs",
  claim: "every limb of the quotient is in range",
  severity: "critical",
  cites: [
    "https://github.com/0xPARC/zk-bug-tracker#bigint-1",
    "https://reports.zksecurity.xyz/report-mysten-labs-zklogin",
  ],
  impact:
    "The prover chooses the remainder: a quotient limb that may be any field element makes up for it. RSA signatures can be forged.",
  advice: "Decompose every limb of the quotient into n bits.",
  method:
    "For moduli of one odd limb: r ± 1 in place of r, limbs 0 … j−1 of q from (a·b − r)/p mod 2^(n·j), and limb j from the identity of coefficient j in the field, for every j; carries stay as small as honest ones. Everything else (coefficients, carries, bits, comparisons) is solved for on the constraints; what is found satisfies all of them.",
  gap: "limbs of the quotient not in range",
  corpus: ["product-quotient-limbs"],
});
