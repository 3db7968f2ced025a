import { placeOf } from "../shared/places.js";
import { weighted } from "../shared/terms.js";
import { queryCheck } from "./queries.js";

export const queryB1 = queryCheck({
  id: "zkey/query-b1",
  claim: "B1 holds the circuit's polynomials of matrix B at tau, for every signal",
  formula: "B1ᵢ = Σⱼ B_{ji}·[Lⱼ(τ)]₁ for every signal i",
  method: "Σ zᵢ·B1ᵢ = Σ_m b̂_m·[τᵐ]₁, as for A.",
  weights: "wires",
  size: ({ zkey }) => zkey.nVars,
  place: ({ zkey }, index) => placeOf(zkey.b1, index),
  equation: async (key, weights) => {
    const g2 = key.curve.generator("G2");
    const b = await key.coefficients("b", weights);
    return {
      terms: [
        weighted(key.zkey.b1, weights, g2, "+"),
        { kind: "scaled", source: key.powers.tauG1, from: 0, scalars: b, partner: g2, negative: true },
      ],
    };
  },
});
