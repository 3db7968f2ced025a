import { defineCheck, fact } from "../check.js";
import { hex } from "../shared/places.js";
import { firstChallenge } from "./challenge.js";

export const firstChallengeKnown = defineCheck({
  id: "ptau/first-challenge",
  claim: "The first contribution builds on the challenge of a fresh ceremony of this power: generators throughout",
  severity: "critical",
  cites: ["powersoftau: accumulator of the empty ceremony", "Perpetual Powers of Tau, attestation 0001"],
  impact: "A ceremony that starts elsewhere may start from powers whose tau somebody knows.",
  advice: "Check the power in the header against the ceremony's announcement.",
  method:
    "The Blake2b-512 of the first challenge depends on the curve and the ceremony's power alone. It is taken from a " +
    "table for BN254 and computed otherwise; the proof of knowledge of contribution 1 is then verified against it, so " +
    "that a false header or another start fails there.",
  needs: ["ptau"],
  run: async function* ({ ptau }, context) {
    const curve = await context.curve(ptau.curve.name);
    yield fact("First challenge", hex(firstChallenge(curve, ptau.ceremonyPower)));
  },
});
