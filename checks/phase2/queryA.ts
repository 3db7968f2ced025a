import { placeOf } from "../shared/places.js";
import { weighted } from "../shared/terms.js";
import { queryCheck } from "./queries.js";

export const queryA = queryCheck({
  id: "zkey/query-a",
  claim: "A holds the circuit's polynomials of matrix A at tau, for every signal",
  formula: "Aᵢ = Σⱼ A_{ji}·[Lⱼ(τ)]₁ for every signal i",
  method:
    "Σ zᵢ·Aᵢ = Σ_m â_m·[τᵐ]₁ for random 128-bit zᵢ, with aⱼ = Σᵢ zᵢ·A_{ji} from the r1cs (and a row for each public signal) " +
    "and â the inverse transform of a: scalars are transformed, not points, so no Lagrange section is needed or trusted.",
  weights: "wires",
  size: ({ zkey }) => zkey.nVars,
  place: ({ zkey }, index) => placeOf(zkey.a, index),
  equation: async (key, weights) => {
    const g2 = key.curve.generator("G2");
    const a = await key.coefficients("a", weights);
    return {
      terms: [
        weighted(key.zkey.a, weights, g2, "+"),
        { kind: "scaled", source: key.powers.tauG1, from: 0, scalars: a, partner: g2, negative: true },
      ],
    };
  },
});
