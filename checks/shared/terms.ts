/** Terms as the checks write them. */
import type { WeightedTerm } from "../../algebra/obligations/equation.js";
import type { PointSource } from "../../algebra/obligations/source.js";
import type { Weights } from "../../algebra/obligations/weights.js";

/** ± Σ wᵢ·P_{from+i} over a range of a section (all of it unless given), paired with a point of the other group. */
export function weighted(
  source: PointSource,
  weights: Weights,
  partner: Uint8Array,
  sign: "+" | "−",
  range: { readonly from?: number; readonly count?: number; readonly weightFrom?: number } = {},
): WeightedTerm {
  const { from = 0, weightFrom = 0 } = range;
  const { count = source.count - from } = range;
  return { kind: "weighted", source, from, count, weights, weightFrom, partner, negative: sign === "−" };
}
