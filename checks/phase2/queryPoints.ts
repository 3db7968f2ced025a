import { defineCheck } from "../check.js";
import { breachFinding } from "../shared/places.js";
import { WITHDRAW } from "./advice.js";

export const queryPoints = defineCheck({
  id: "zkey/query-points",
  claim: "Every point of IC, A, B1, B2, L and H is canonical, on its curve and in the subgroup of order r",
  severity: "critical",
  cites: ["Groth16 §2.2 (groups of prime order)", "ark-serialize: canonical deserialisation"],
  impact:
    "Points outside the group can leak the witness of whoever proves with this key, or make its proofs fail.",
  advice: WITHDRAW,
  method:
    "As for the header's points, in the same pass over each section that its equations need. Infinity is allowed where " +
    "a signal does not occur in a matrix; whether it should be there is settled by the equations of the queries.",
  needs: ["zkey"],
  run: async function* ({ zkey }) {
    for (const source of [zkey.ic, zkey.a, zkey.b1, zkey.b2, zkey.l, zkey.h]) {
      if (source.count === 0) continue;
      const claim = { source, infinity: "allowed" } as const;
      yield { kind: "membership", curve: zkey.curve.name, claim, finding: breachFinding };
    }
  },
});
