import { placeOf } from "../shared/places.js";
import { weighted } from "../shared/terms.js";
import { queryCheck } from "./queries.js";

export const queryIcAndL = queryCheck({
  id: "zkey/query-ic-l",
  claim: "IC and L hold β·A + α·B + C of the public and the private signals, over gamma and delta",
  formula: "Kᵢ = β·Aᵢ(τ) + α·Bᵢ(τ) + Cᵢ(τ): ICᵢ = [Kᵢ/γ]₁ for public i, Lᵢ = [Kᵢ/δ]₁ for the others",
  method:
    "e(Σ zᵢ·ICᵢ, γ₂)·e(Σ zᵢ·Lᵢ, δ₂) = e(Σ zᵢ·Aᵢ, β₂)·e(α₁, Σ zᵢ·B2ᵢ)·e(Σ_m ĉ_m·[τᵐ]₁, [1]₂): the sums over A and B2 are those " +
    "that zkey/query-a and zkey/query-b2 settle, so only C needs the powers.",
  weights: "wires",
  after: ["zkey/alpha-beta", "zkey/delta", "zkey/gamma", "zkey/query-a", "zkey/query-b2"],
  size: ({ zkey }) => zkey.nVars,
  place: ({ zkey }, index) =>
    index <= zkey.nPublic ? placeOf(zkey.ic, index) : placeOf(zkey.l, index - zkey.nPublic - 1),
  equation: async (key, weights) => {
    const { zkey, curve } = key;
    const { alpha1, beta2, gamma2, delta2 } = zkey.points;
    const c = await key.coefficients("c", weights);
    return {
      terms: [
        weighted(zkey.ic, weights, gamma2, "+"),
        weighted(zkey.l, weights, delta2, "+", { weightFrom: zkey.nPublic + 1 }),
        weighted(zkey.a, weights, beta2, "−"),
        weighted(zkey.b2, weights, alpha1, "−"),
        {
          kind: "scaled",
          source: key.powers.tauG1,
          from: 0,
          scalars: c,
          partner: curve.generator("G2"),
          negative: true,
        },
      ],
    };
  },
});
