/** The points that stand for a whole accumulator: the generators, and the first elements that carry the secrets. */
import type { GroupName, Point } from "../../algebra/curve.js";
import type { PointSource } from "../../algebra/obligations/source.js";
import type { Accumulator } from "../../transcripts/accumulator.js";
import type { Exchanged } from "../../transcripts/bellman/phase1Layout.js";
import type { State } from "../phase1/contributionSteps.js";

/** [τ]₁, [τ]₂, [α]₁, [β]₁, [β]₂ of a file's powers. */
export async function stateOf({ tauG1, tauG2, alphaTauG1, betaTauG1, betaG2 }: Accumulator): Promise<State> {
  return {
    tauG1: await tauG1.read(1, 1),
    tauG2: await tauG2.read(1, 1),
    alphaG1: await alphaTauG1.read(0, 1),
    betaG1: await betaTauG1.read(0, 1),
    betaG2: await betaG2.read(0, 1),
  };
}

/** A single element of a vector, or a point beside the vectors. */
interface Placed {
  readonly point: Point;
  readonly bytes: { readonly start: number; readonly end: number };
}

/** The points of the state as one vector per group, for the membership test. */
export async function stateVectors({ container, powers }: Exchanged): Promise<PointSource[]> {
  const { tauG1, tauG2, alphaTauG1, betaTauG1, betaG2 } = powers;
  const { path } = container.source;
  const at = async (source: PointSource, index: number): Promise<Placed> => ({
    point: await source.read(index, 1),
    bytes: source.bytesOf(index),
  });
  const inG1 = [await at(tauG1, 0), await at(tauG1, 1), await at(alphaTauG1, 0), await at(betaTauG1, 0)];
  const inG2 = [await at(tauG2, 0), await at(tauG2, 1), await at(betaG2, 0)];
  return [
    placedPoints(path, "tauG1[0], tauG1[1], alphaTauG1[0], betaTauG1[0]", "G1", inG1),
    placedPoints(path, "tauG2[0], tauG2[1], betaG2", "G2", inG2),
  ];
}

/** Points from several places as one vector. */
export function placedPoints(
  file: string,
  label: string,
  group: GroupName,
  points: readonly Placed[],
): PointSource {
  return {
    file,
    label,
    group,
    count: points.length,
    read: async (start, count) =>
      new Uint8Array(Buffer.concat(points.slice(start, start + count).map(({ point }) => point))),
    bytesOf: (index) => {
      const placed = points[index];
      if (placed === undefined)
        throw new RangeError(`${label} has ${points.length} points, not ${index + 1}`);
      return placed.bytes;
    },
  };
}
