import { defineCheck } from "../check.js";
import { breachFinding } from "../shared/places.js";
import { RESTART } from "./advice.js";

export const powersPoints = defineCheck({
  id: "ptau/points",
  claim:
    "Every point of every power and Lagrange section is canonical, on its curve and in the subgroup of order r",
  severity: "critical",
  cites: ["Groth16 §2.2 (groups of prime order)", "ark-serialize: canonical deserialisation"],
  impact:
    "Powers outside the group of order r can leak secrets or let false equations pass in tools that do not test them.",
  advice: RESTART,
  method:
    "As for the points of the contributions, in the same pass over each section that its equations need. No power of " +
    "tau may be infinity; a Lagrange point may not either, unless tau is a root of unity, which is as good as public.",
  needs: ["ptau"],
  run: async function* ({ ptau }) {
    if (ptau.powers === null) {
      yield { kind: "not evaluated", reason: "the file holds contributions alone (a -nopoints file)" };
      return;
    }
    for (const source of [...Object.values(ptau.powers), ...Object.values(ptau.lagrange ?? {})]) {
      yield {
        kind: "membership",
        curve: ptau.curve.name,
        claim: { source, infinity: "forbidden" },
        finding: breachFinding,
      };
    }
  },
});
