/** Powers in one file held against the powers in another. */
import type { CurveParameters } from "../../algebra/curve.js";
import type { PointSource } from "../../algebra/obligations/source.js";
import type { Accumulator } from "../../transcripts/accumulator.js";
import type { FindingDraft } from "../check.js";
import { placeOf } from "../shared/places.js";
import { firstDifference } from "../shared/vectors.js";

export const VECTORS = [
  "tauG1",
  "tauG2",
  "alphaTauG1",
  "betaTauG1",
  "betaG2",
] as const satisfies (keyof Accumulator)[];

/** The first point in which a vector is not the beginning of another, or null. */
export async function prefixDifference(
  curve: CurveParameters,
  own: PointSource,
  parent: PointSource,
): Promise<FindingDraft | null> {
  const index = await firstDifference(own, parent, curve[own.group].pointBytes);
  if (index === null) return null;
  return {
    statement: `${own.label}, point ${index} of ${own.file} = point ${index} of ${parent.file}`,
    evidence: [placeOf(own, index), placeOf(parent, index)],
  };
}
