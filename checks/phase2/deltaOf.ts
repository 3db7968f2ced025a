/** What delta of a key must be, given its contributions. */
import type { Curve } from "../../algebra/curve.js";
import type { ProvingKey } from "../../transcripts/provingKey.js";
import { found, type Yielded } from "../check.js";
import { equalBytes, hex } from "../shared/places.js";
import { headerPlace } from "./headerPoints.js";

/**
 * delta1 = deltaAfter of the last contribution (the generator where there is none), and delta2 has the same logarithm.
 * @param id of the obligation
 */
export function* deltaOf(curve: Curve, key: ProvingKey, id: string): Generator<Yielded> {
  const g1 = curve.generator("G1");
  const { delta1, delta2 } = key.points;
  const expected = key.contributions.at(-1)?.deltaAfter ?? g1;
  if (!equalBytes(delta1, expected)) {
    yield found({
      statement: "delta1 = deltaAfter of the last contribution",
      evidence: [headerPlace(key, "delta1", { expected: hex(expected) })],
    });
  }
  const statement = "e(delta1, [1]₂) = e([1]₁, delta2)";
  yield {
    kind: "obligation",
    curve: key.curve.name,
    obligation: {
      id,
      statement,
      weights: id,
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
    finding: () => ({ statement, evidence: [headerPlace(key, "delta1"), headerPlace(key, "delta2")] }),
  };
}
