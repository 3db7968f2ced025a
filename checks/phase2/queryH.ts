/**
 * H. The Rust tools' .params hold E_i = [(τ^{i+n} − τⁱ)/δ]₁ themselves, i < n−1. A .zkey (section 9): with n the domain and w of order 2n, snarkjs stores
 *
 *     H_j = (1/2n)·Σ_{m<n} w^{−(2j+1)m}·e_m/δ,   e_m = τ^m − τ^{m+n} for m < n−1,
 *
 * the powers times the vanishing polynomial in the basis of the odd 2n-th roots. The top coefficient e_{n−1} is
 * used by no honest proof (the quotient's degree is at most n−2), and three values are honest: τ^{n−1} − τ^{2n−1}
 * (made from a larger ptau), τ^{n−1} (from a ptau of the same power, which has no τ^{2n−1}) and 0 (after a round
 * trip through bellman's format, which drops it). Anything else was put there. (formats.md B.2)
 */
import type { Point } from "../../algebra/curve.js";
import type { Equation, PairTerm } from "../../algebra/obligations/equation.js";
import type { Weights } from "../../algebra/obligations/weights.js";
import { placeOf } from "../shared/places.js";
import { weighted } from "../shared/terms.js";
import { beyondBasis, powerWeights } from "./oddRoots.js";
import { queryCheck, type KeyUnderTest } from "./queries.js";

export const queryH = queryCheck({
  id: "zkey/query-h",
  claim: "H holds the powers of tau times the vanishing polynomial over delta, with every coefficient",
  formula:
    "H_j = [(τ^(j+n) − τ^j)/δ]₁ in a .params; H_j = (1/2n)·Σ_m w^{−(2j+1)m}·[e_m/δ]₁, e_m = τ^m − τ^(m+n), " +
    "e_{n−1} ∈ {0, τ^(n−1), τ^(n−1) − τ^(2n−1)}, in a .zkey",
  method:
    "For random 128-bit h_j: in a .params, e(Σ h_j·H_j, δ₂) = e(Σ h_j·[τ^(j+n) − τ^j]₁, [1]₂); in a .zkey, e(Σ h_j·H_j, δ₂) = " +
    "e(Σ_m g_m·[e_m]₁, [1]₂) with g_m = ½·w^{−m}·(inverse transform of h)_m. There the top coefficient must be one of its " +
    "three honest values; the report says which.",
  weights: "domain",
  after: ["zkey/delta"],
  size: ({ zkey }) => zkey.h.count,
  beyond: beyondBasis,
  place: ({ zkey }, index) => placeOf(zkey.h, index),
  equation: (key, weights) =>
    key.zkey.quotientBasis === "powers" ? inPowers(key, weights) : inOddRoots(key, weights),
});

async function inPowers({ zkey, curve, powers }: KeyUnderTest, weights: Weights): Promise<Equation> {
  const n = zkey.domainSize;
  const g2 = curve.generator("G2");
  return {
    terms: [
      weighted(zkey.h, weights, zkey.points.delta2, "+"),
      weighted(powers.tauG1, weights, g2, "−", { from: n, count: n - 1 }),
      weighted(powers.tauG1, weights, g2, "+", { count: n - 1 }),
    ],
  };
}

async function inOddRoots(key: KeyUnderTest, weights: Weights): Promise<Equation> {
  const { zkey, curve, powers } = key;
  const n = zkey.domainSize;
  const g2 = curve.generator("G2");
  const { low, top } = powerWeights(curve, n, weights);

  const tauTo = async (power: number): Promise<Point> => powers.tauG1.read(power, 1);
  const lower: PairTerm = { kind: "pair", g1: await tauTo(n - 1), g2, factor: -top };
  // τ^{2n−1} is in a larger file; otherwise it is the last power paired with [τ]₂.
  const upper: PairTerm =
    powers.tauG1.count > 2 * n - 1
      ? { kind: "pair", g1: await tauTo(2 * n - 1), g2, factor: top }
      : { kind: "pair", g1: await tauTo(2 * n - 2), g2: await powers.tauG2.read(1, 1), factor: top };
  return {
    terms: [
      weighted(zkey.h, weights, zkey.points.delta2, "+"),
      { kind: "scaled", source: powers.tauG1, from: 0, scalars: low, partner: g2, negative: true },
      { kind: "scaled", source: powers.tauG1, from: n, scalars: low, partner: g2, negative: false },
    ],
    alternatives: [
      { label: "τ^(n−1) − τ^(2n−1): made from a larger ptau", terms: [lower, upper] },
      { label: "τ^(n−1): made from a ptau of the circuit's own power", terms: [lower] },
      { label: "0: imported from bellman's format", terms: [] },
    ],
  };
}
