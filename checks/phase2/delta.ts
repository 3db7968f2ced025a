import { defineCheck } from "../check.js";
import { NOT_THE_CIRCUITS, WITHDRAW } from "./advice.js";
import { deltaOf } from "./deltaOf.js";

export const deltaOfTheChain = defineCheck({
  id: "zkey/delta",
  claim: "delta is the one that the last contribution left, the same in G1 and G2",
  severity: "critical",
  cites: ["Bowe, Gabizon, Miers: MMORPG §6", "snarkjs: zkey contribute"],
  impact: NOT_THE_CIRCUITS,
  advice: WITHDRAW,
  method:
    "delta1 = deltaAfter of the last contribution (the generator where there is none), byte for byte; " +
    "e(delta1, [1]₂) = e([1]₁, delta2).",
  needs: ["zkey"],
  after: ["zkey/points"],
  run: async function* ({ zkey }, context) {
    yield* deltaOf(await context.curve(zkey.curve.name), zkey, "zkey/delta");
  },
});
