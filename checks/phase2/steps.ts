/**
 * What contributions do to L and H: a step d of delta divides every point by d, so that the points before, paired
 * with delta before, equal the points after, paired with delta after.
 *
 * H comes in two bases. With n the domain, w of order 2n and E_i = [(τ^{i+n} − τⁱ)/δ]₁, the Rust tools' format holds
 * E_i itself, i < n−1, and snarkjs
 *
 *     H_j = −(1/2n)·Σ_{m<n} w^{−(2j+1)m}·E_m,   so that   Σᵢ rᵢ·E_i = −2·Σ_j (Σ_{i<n−1} rᵢ·w^{(2j+1)i})·H_j.
 *
 * (formats.md B.2, B.6)
 */
import type { Curve, Point } from "../../algebra/curve.js";
import type { Obligation, Term } from "../../algebra/obligations/equation.js";
import type { PointSource } from "../../algebra/obligations/source.js";
import type { Weights } from "../../algebra/obligations/weights.js";
import type { ProvingKey } from "../../transcripts/provingKey.js";
import type { Yielded } from "../check.js";
import { placeOf } from "../shared/places.js";
import { weighted } from "../shared/terms.js";

/** L of an earlier key and of the key. */
export function stepOfL(curve: Curve, id: string, earlier: ProvingKey, key: ProvingKey): Yielded {
  return sameBasis(curve, id, earlier, key, "l");
}

/** H of an earlier key and of the key, which may be in different bases. */
export function stepOfH(curve: Curve, id: string, earlier: ProvingKey, key: ProvingKey): Yielded {
  if (earlier.quotientBasis === key.quotientBasis) return sameBasis(curve, id, earlier, key, "h");
  const inPowers = [earlier.h, key.h].filter(({ count }) => count === key.domainSize - 1);
  return step(curve, inPowers, {
    id,
    statement: `e([(τ^(i+n) − τⁱ)/δ]₁ of ${earlier.h.file}, its delta2) = e(the same of the key, delta2)`,
    weights: id,
    size: key.domainSize - 1,
    equation: (weights) => ({
      terms: [
        quotientPowers(curve, earlier, weights, earlier.points.delta2, "+"),
        quotientPowers(curve, key, weights, key.points.delta2, "−"),
      ],
    }),
  });
}

function sameBasis(curve: Curve, id: string, earlier: ProvingKey, key: ProvingKey, name: "l" | "h"): Yielded {
  const before = earlier[name];
  const after = key[name];
  return step(curve, [after, before], {
    id,
    statement: `e(Pᵢ of ${before.file}, its delta2) = e(Pᵢ of the key, delta2)`,
    weights: id,
    size: after.count,
    equation: (weights) => ({
      terms: [
        weighted(before, weights, earlier.points.delta2, "+"),
        weighted(after, weights, key.points.delta2, "−"),
      ],
    }),
  });
}

/** @param subjects vectors whose element i statement i is about */
function step(curve: Curve, subjects: readonly PointSource[], obligation: Obligation): Yielded {
  return {
    kind: "obligation",
    curve: curve.parameters.name,
    obligation,
    finding: ({ index = 0 }) => ({
      statement: `${subjects[0]?.label ?? "H"}, index ${index}: ${obligation.statement}`,
      evidence: subjects.map((source) => placeOf(source, index)),
    }),
  };
}

/** ± Σ_{i<n−1} rᵢ·E_i of the key, paired with `partner`. */
function quotientPowers(
  curve: Curve,
  key: ProvingKey,
  weights: Weights,
  partner: Point,
  sign: "+" | "−",
): Term {
  const n = key.domainSize;
  if (key.quotientBasis === "powers") return weighted(key.h, weights, partner, sign);
  const { n8r, r } = curve.parameters;
  const w = curve.scalars.root(Math.log2(n) + 1);
  const padded = new Uint8Array(n * n8r);
  padded.set(weights.scalars(0, n - 1, n8r));
  // c_j = −2·Σᵢ rᵢ·wⁱ·(w²)^{ij}, and w² is the root of the transform of n elements.
  const scalars = curve.scalars.fft(curve.scalars.scaleByPowers(padded, r - 2n, w));
  return { kind: "scaled", source: key.h, from: 0, scalars, partner, negative: sign === "−" };
}
