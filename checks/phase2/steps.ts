/**
 * What contributions do to L and H: a step d of delta divides every point by d, so that the points before, paired
 * with delta before, equal the points after, paired with delta after.
 */
import type { Curve } from "../../algebra/curve.js";
import type { Obligation } from "../../algebra/obligations/equation.js";
import type { PointSource } from "../../algebra/obligations/source.js";
import type { ProvingKey } from "../../transcripts/provingKey.js";
import type { Yielded } from "../check.js";
import { placeOf } from "../shared/places.js";
import { weighted } from "../shared/terms.js";
import { quotientPowers } from "./oddRoots.js";

/** L of an earlier key and of the key. */
export function stepOfL(curve: Curve, id: string, earlier: ProvingKey, key: ProvingKey): Yielded {
  return stepOfPoints(curve, id, earlier, key, "l");
}

/**
 * H of an earlier key and of the key, which may be in different bases.
 * @param top whether to compare top coefficients, which both keys must have: bellman's format drops it, and keys
 *   that come back from there have none
 */
export function stepOfH(
  curve: Curve,
  id: string,
  earlier: ProvingKey,
  key: ProvingKey,
  top: boolean,
): Yielded {
  if (top) return stepOfPoints(curve, id, earlier, key, "h");
  const n = key.domainSize;
  const inPowers = [key.h, earlier.h].filter(({ count }) => count === n - 1);
  return step(curve, inPowers, {
    id,
    statement: statementOf("[(τ^(i+n) − τⁱ)/δ]₁", earlier),
    weights: id,
    size: n - 1,
    equation: (weights) => ({
      terms: [
        quotientPowers(curve, earlier, weights, earlier.points.delta2, "+"),
        quotientPowers(curve, key, weights, key.points.delta2, "−"),
      ],
    }),
  });
}

/** Every point of L, or of H in odd roots, of two keys. */
function stepOfPoints(
  curve: Curve,
  id: string,
  earlier: ProvingKey,
  key: ProvingKey,
  name: "l" | "h",
): Yielded {
  return step(curve, [key[name], earlier[name]], {
    id,
    statement: statementOf(name === "l" ? "Lᵢ" : "Hᵢ", earlier),
    weights: id,
    size: key[name].count,
    equation: (weights) => ({
      terms: [
        weighted(earlier[name], weights, earlier.points.delta2, "+"),
        weighted(key[name], weights, key.points.delta2, "−"),
      ],
    }),
  });
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
  };
}
