import { defineCheck, found, type Yielded } from "../check.js";
import { equalBytes, hex } from "../shared/places.js";
import { NOT_THE_CIRCUITS, WITHDRAW } from "./advice.js";
import { headerPlace } from "./headerPoints.js";

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
  run: async function* ({ zkey }, context): AsyncGenerator<Yielded> {
    const curve = await context.curve(zkey.curve.name);
    const g1 = curve.generator("G1");
    const { delta1, delta2 } = zkey.points;
    const expected = zkey.contributions.at(-1)?.deltaAfter ?? g1;
    if (!equalBytes(delta1, expected)) {
      yield found({
        statement: "delta1 = deltaAfter of the last contribution",
        evidence: [headerPlace(zkey, "delta1", { expected: hex(expected) })],
      });
    }
    const statement = "e(delta1, [1]₂) = e([1]₁, delta2)";
    yield {
      kind: "obligation",
      curve: zkey.curve.name,
      obligation: {
        id: "zkey/delta",
        statement,
        weights: "delta",
        size: 1,
        equation: (weights) => {
          const [w = 0n] = weights.integers(0, 1);
          return {
            terms: [
              { kind: "pair", g1: delta1, g2: curve.generator("G2"), factor: w },
              { kind: "pair", g1, g2: delta2, factor: -w },
            ],
          };
        },
      },
      finding: () => ({ statement, evidence: [headerPlace(zkey, "delta1"), headerPlace(zkey, "delta2")] }),
    };
  },
});
