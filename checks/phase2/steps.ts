/**
 * What contributions do to L and H: a step d of delta divides every point by d, so that the points before, paired
 * with delta before, equal the points after, paired with delta after.
 */
import type { Curve } from "../../algebra/curve.js";
import type { Equation, Obligation } from "../../algebra/obligations/equation.js";
import type { PointSource } from "../../algebra/obligations/source.js";
import type { Weights } from "../../algebra/obligations/weights.js";
import type { ProvingKey } from "../../transcripts/provingKey.js";
import type { Yielded } from "../check.js";
import { placeOf } from "../shared/places.js";
import { weighted } from "../shared/terms.js";
import { powerWeights, quotientPowers, topCoefficient } from "./oddRoots.js";

/** L of an earlier key and of the key. */
export function stepOfL(curve: Curve, id: string, earlier: ProvingKey, key: ProvingKey): Yielded {
  return step(curve, [key.l, earlier.l], {
    id,
    statement: statementOf("Lᵢ", earlier),
    weights: id,
    size: key.l.count,
    equation: (weights) => ({
      terms: [
        weighted(earlier.l, weights, earlier.points.delta2, "+"),
        weighted(key.l, weights, key.points.delta2, "−"),
      ],
    }),
  });
}

/** H of an earlier key and of the key, which may be in different bases. */
export function stepOfH(curve: Curve, id: string, earlier: ProvingKey, key: ProvingKey): Yielded {
  if (earlier.quotientBasis === "odd roots" && key.quotientBasis === "odd roots") {
    return step(curve, [key.h, earlier.h], {
      id,
      statement: statementOf("Hᵢ", earlier),
      weights: id,
      size: key.h.count,
      equation: (weights) => inOddRoots(curve, earlier, key, weights),
    });
  }
  return step(
    curve,
    [key.h, earlier.h].filter(({ count }) => count === key.domainSize - 1),
    {
      id,
      statement: statementOf("[(τ^(i+n) − τⁱ)/δ]₁", earlier),
      weights: id,
      size: key.domainSize - 1,
      equation: (weights) => ({
        terms: [
          quotientPowers(curve, earlier, weights, earlier.points.delta2, "+"),
          quotientPowers(curve, key, weights, key.points.delta2, "−"),
        ],
      }),
    },
  );
}

/**
 * The whole of H, or all but a top coefficient that is 0 in the later key: bellman's format drops it, and keys come
 * back from there in honest ceremonies.
 */
function inOddRoots(curve: Curve, earlier: ProvingKey, key: ProvingKey, weights: Weights): Equation {
  const { delta2 } = earlier.points;
  const { top } = powerWeights(curve, key.domainSize, weights);
  return {
    terms: [weighted(earlier.h, weights, delta2, "+"), weighted(key.h, weights, key.points.delta2, "−")],
    alternatives: [
      { label: "as before", terms: [] },
      {
        label: "0: dropped on the way through bellman's format",
        terms: [topCoefficient(curve, earlier, -top, delta2)],
      },
    ],
  };
}

function statementOf(what: string, earlier: ProvingKey): string {
  return `e(${what} of ${earlier.container.source.path}, its delta2) = e(${what} of the key, delta2)`;
}

/** @param subjects vectors whose element i statement i is about */
function step(curve: Curve, subjects: readonly PointSource[], obligation: Obligation): Yielded {
  return {
    kind: "obligation",
    curve: curve.parameters.name,
    obligation,
    finding: ({ index = 0 }) => ({
      statement: `index ${index}: ${obligation.statement}`,
      evidence: subjects.map((source) => placeOf(source, index)),
    }),
    fact: ({ alternative }) =>
      alternative === undefined ? null : { label: "Top coefficient of H", value: alternative },
  };
}
