import { defineCheck, found } from "../check.js";
import { equalBytes } from "../shared/places.js";
import { headerPlace } from "./headerPoints.js";

export const deltaNotGamma = defineCheck({
  id: "zkey/delta-not-gamma",
  claim: "delta differs from gamma and from the generators",
  severity: "critical",
  cites: ["Groth16 §3.2", "snarkjs#620"],
  impact:
    "With delta equal to gamma, or with a delta that everyone knows, anyone can make a proof of any statement that the " +
    "verifier accepts. Deployed contracts have lost their funds this way.",
  advice:
    "Do not use the key, and look for contracts deployed with it. Run a phase 2 with at least one honest contributor.",
  method: "delta2 ≠ gamma2, delta2 ≠ ±[1]₂, delta1 ≠ ±[1]₁.",
  needs: ["zkey"],
  run: async function* ({ zkey }, context) {
    const curve = await context.curve(zkey.curve.name);
    const g1 = curve.generator("G1");
    const g2 = curve.generator("G2");
    const { delta1, delta2, gamma2 } = zkey.points;
    if (equalBytes(delta2, gamma2)) {
      yield found({
        statement: "delta2 ≠ gamma2",
        evidence: [headerPlace(zkey, "delta2"), headerPlace(zkey, "gamma2")],
      });
    }
    if ([g2, curve.negate("G2", g2)].some((point) => equalBytes(delta2, point))) {
      yield found({ statement: "delta2 ≠ ±[1]₂", evidence: [headerPlace(zkey, "delta2")] });
    }
    if ([g1, curve.negate("G1", g1)].some((point) => equalBytes(delta1, point))) {
      yield found({ statement: "delta1 ≠ ±[1]₁", evidence: [headerPlace(zkey, "delta1")] });
    }
  },
});
