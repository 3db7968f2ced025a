import type { Accumulator } from "../../transcripts/accumulator.js";
import { defineCheck, type Yielded } from "../check.js";
import { breachFinding, placeOf } from "../shared/places.js";
import { weighted } from "../shared/terms.js";
import { RESPONSE_WEIGHTS } from "./powers.js";

export const nextChallengePoints = defineCheck({
  id: "next-challenge/points",
  claim: "The next challenge holds the points of the response, each of them",
  severity: "critical",
  cites: ["powersoftau: verify_transform, decompression", "formats: A.5"],
  impact: "The next contributor builds on powers that nobody contributed.",
  advice: "Make the next challenge from the response again, and compare.",
  method:
    "Membership of every point of the next challenge, and Σ rᵢ·Pᵢ of it = Σ rᵢ·Pᵢ of the response for each vector: the sums " +
    "over the response are those of response/powers where the ranges are the same.",
  needs: ["response", "nextChallenge"],
  after: ["response/shape", "response/points"],
  run: async function* ({ response, nextChallenge }, context): AsyncGenerator<Yielded> {
    const curve = await context.curve(response.curve.name);
    for (const name of Object.keys(response.powers) as (keyof Accumulator)[]) {
      const before = response.powers[name];
      const after = nextChallenge.powers[name];
      const claim = { source: after, infinity: "forbidden" } as const;
      yield { kind: "membership", curve: curve.parameters.name, claim, finding: breachFinding };
      const partner = curve.generator(after.group === "G1" ? "G2" : "G1");
      const statement = `${name}[i] of the next challenge = ${name}[i] of the response`;
      yield {
        kind: "obligation",
        curve: curve.parameters.name,
        obligation: {
          id: `next-challenge/points: ${name}`,
          statement,
          weights: RESPONSE_WEIGHTS,
          size: after.count,
          equation: (weights) => ({
            terms: [weighted(after, weights, partner, "+"), weighted(before, weights, partner, "−")],
          }),
        },
        finding: ({ index = 0 }) => ({
          statement: `${statement}, i = ${index}`,
          evidence: [placeOf(after, index), placeOf(before, index)],
        }),
      };
    }
  },
});
