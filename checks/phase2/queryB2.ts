import { placeOf } from "../shared/places.js";
import { weighted } from "../shared/terms.js";
import { queryCheck } from "./queries.js";

export const queryB2 = queryCheck({
  id: "zkey/query-b2",
  claim: "B2 holds in G2 what B1 holds in G1",
  formula: "e([1]₁, B2ᵢ) = e(B1ᵢ, [1]₂) for every signal i",
  method: "e([1]₁, Σ zᵢ·B2ᵢ) = e(Σ zᵢ·B1ᵢ, [1]₂) with the weights of zkey/query-b1.",
  weights: "wires",
  after: ["zkey/query-b1"],
  size: ({ zkey }) => zkey.nVars,
  place: ({ zkey }, index) => placeOf(zkey.b2, index),
  equation: async ({ zkey, curve }, weights) => ({
    terms: [
      weighted(zkey.b2, weights, curve.generator("G1"), "+"),
      weighted(zkey.b1, weights, curve.generator("G2"), "−"),
    ],
  }),
});
