/** Powers in one file held against the powers in another. */
import type { CurveParameters } from "../../algebra/curve.js";
import type { PointSource } from "../../algebra/obligations/source.js";
import type { Accumulator } from "../../transcripts/accumulator.js";
import type { FindingDraft } from "../check.js";
import { equalBytes, placeOf } from "../shared/places.js";

export const VECTORS = [
  "tauG1",
  "tauG2",
  "alphaTauG1",
  "betaTauG1",
  "betaG2",
] as const satisfies (keyof Accumulator)[];
const CHUNK_POINTS = 1 << 12;

/** The first point in which a vector is not the beginning of another, or null. */
export async function prefixDifference(
  curve: CurveParameters,
  own: PointSource,
  parent: PointSource,
): Promise<FindingDraft | null> {
  const { pointBytes } = curve[own.group];
  for (let done = 0; done < own.count; done += CHUNK_POINTS) {
    const count = Math.min(CHUNK_POINTS, own.count - done);
    const a = await own.read(done, count);
    const b = await parent.read(done, count);
    if (equalBytes(a, b)) continue;
    const index = done + Math.floor(a.findIndex((value, i) => value !== b[i]) / pointBytes);
    return {
      statement: `${own.label}, point ${index} of ${own.file} = point ${index} of ${parent.file}`,
      evidence: [placeOf(own, index), placeOf(parent, index)],
    };
  }
  return null;
}
