import { defineCheck, found } from "../check.js";
import { MULTIPLES, multiplesOf, notTheMultiple } from "../shared/multiples.js";
import { hex } from "../shared/places.js";
import { headerPlace } from "./headerPoints.js";

const SECRETS = [
  { name: "alpha1", group: "G1" },
  { name: "beta2", group: "G2" },
  { name: "delta2", group: "G2" },
] as const;

export const knownSecrets = defineCheck({
  id: "zkey/known-secrets",
  claim: "alpha, beta and delta are no small multiples of the generators",
  severity: "critical",
  cites: ["Groth16 §3.2", "snarkjs#620"],
  impact:
    "Every proof of knowledge can be right and the secret still be a number that everybody guesses: contributions of 1, or " +
    "whose product is small. Then anyone can make a proof of any statement that the verifier accepts.",
  advice:
    "Do not use the key, and look for contracts deployed with it. Run the phase that the secret is of again, with at least " +
    "one honest contributor.",
  method:
    `alpha1 ≠ ±k·[1]₁, beta2 ≠ ±k·[1]₂ and delta2 ≠ ±k·[1]₂ for k = 1 … ${MULTIPLES} (delta2 = ±[1]₂ is told by ` +
    "zkey/delta-not-gamma).",
  needs: ["zkey"],
  run: async function* ({ zkey }, context) {
    const curve = await context.curve(zkey.curve.name);
    const multiples = { G1: multiplesOf(curve, "G1"), G2: multiplesOf(curve, "G2") };
    for (const { name, group } of SECRETS) {
      const multiple = multiples[group].get(hex(zkey.points[name]));
      if (multiple === undefined || (name === "delta2" && Math.abs(multiple) === 1)) continue;
      yield found({
        statement: notTheMultiple(name, group, multiple),
        evidence: [headerPlace(zkey, name)],
      });
    }
  },
});
