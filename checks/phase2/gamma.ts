import { defineCheck, found } from "../check.js";
import { equalBytes, hex } from "../shared/places.js";
import { NOT_THE_CIRCUITS, WITHDRAW } from "./advice.js";
import { headerPlace } from "./headerPoints.js";

export const gammaIsGenerator = defineCheck({
  id: "zkey/gamma",
  claim: "gamma is the generator of G2, as every ceremony of this form leaves it",
  severity: "critical",
  cites: ["Bowe, Gabizon, Miers: MMORPG §6 (gamma = 1)", "snarkjs: zkey new"],
  impact: NOT_THE_CIRCUITS,
  advice: WITHDRAW,
  method: "gamma2 = [1]₂, byte for byte.",
  needs: ["zkey"],
  run: async function* ({ zkey }, context) {
    const generator = (await context.curve(zkey.curve.name)).generator("G2");
    if (!equalBytes(zkey.points.gamma2, generator)) {
      yield found({
        statement: "gamma2 = [1]₂",
        evidence: [headerPlace(zkey, "gamma2", { expected: hex(generator) })],
      });
    }
  },
});
