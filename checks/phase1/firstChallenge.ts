import type { Phase1Contribution } from "../../transcripts/iden3/ptau.js";
import { defineCheck, fact, type Yielded } from "../check.js";
import { hex } from "../shared/places.js";
import { firstChallenge } from "./challenge.js";
import { basesOf, KNOWLEDGE, statementObligations, type Proofs } from "./contributionSteps.js";
import { rowOf } from "./rows.js";

export const firstChallengeKnown = defineCheck({
  id: "ptau/first-challenge",
  claim:
    "The first contribution builds on the challenge of a fresh ceremony of this power: generators throughout",
  severity: "critical",
  cites: ["powersoftau: accumulator of the empty ceremony", "Perpetual Powers of Tau, attestation 0001"],
  impact: "A ceremony that starts elsewhere may start from powers whose tau somebody knows.",
  advice: "Check the power in the header against the ceremony's announcement.",
  method:
    "The Blake2b-512 of the first challenge depends on the curve and the ceremony's power alone. It is taken from a " +
    "table. The bases sp of contribution 1 are hashed from it, and must make its three " +
    "proofs of knowledge true: e(s, k·sp) = e(k·s, sp) for tau, alpha and beta.",
  needs: ["ptau"],
  after: ["ptau/contributions-present", "ptau/contribution-points"],
  run: async function* ({ ptau }, context): AsyncGenerator<Yielded> {
    const curve = await context.curve(ptau.curve.name);
    const challenge = firstChallenge(curve, ptau.ceremonyPower);
    yield fact("First challenge", hex(challenge));
    const [first] = ptau.contributions as [Phase1Contribution];
    const proofs: Proofs = { knowledge: first.knowledge, sp: basesOf(curve, challenge, first.knowledge) };
    yield* statementObligations(KNOWLEDGE, [proofs], curve, "ptau/first-challenge", () => ({
      name: "contribution 1, on the first challenge",
      evidence: [rowOf(ptau, first, { challenge: hex(challenge) })],
    }));
  },
});
