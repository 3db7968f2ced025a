import { defineGapProperty } from "./gapProperty.js";

export const enoughPoints = defineGapProperty({
  id: "rsa/enough-points",
  claim: "the polynomial identity is fixed at 2k − 1 different points",
  severity: "critical",
  cites: [
    "https://reports.zksecurity.xyz/report-mysten-labs-zklogin",
    "https://github.com/0xPARC/circom-ecdsa",
  ],
  impact:
    "a(X)·b(X) − p(X)·q(X) − r(X) has degree 2k − 2: with a point fewer, or one twice, a multiple of the polynomial that is zero at the others goes unseen, and the prover chooses the remainder.",
  advice: "Evaluate both sides at 2k − 1 different points, 0 … 2k − 2.",
  method:
    "For every point x left out: Z(X) = Π (X − y) over the others, a·b ± Z(2^n) = p·q + r, and ±Z is added to the coefficients. Everything else (coefficients, carries, bits, comparisons) is solved for on the constraints; what is found satisfies all of them.",
  gap: "identity at too few points",
  corpus: ["product-points-too-few", "product-points-repeated"],
});
