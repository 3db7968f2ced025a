/** Vectors of points in two files held against each other. */
import type { PointSource } from "../../algebra/obligations/source.js";
import { equalBytes } from "./places.js";

const CHUNK_POINTS = 1 << 12;

/** Index of the first point of `a` that is another one in `b`, which has as many points or more; null where there is none. */
export async function firstDifference(
  a: PointSource,
  b: PointSource,
  pointBytes: number,
): Promise<number | null> {
  for (let done = 0; done < a.count; done += CHUNK_POINTS) {
    const count = Math.min(CHUNK_POINTS, a.count - done);
    const [own, other] = [await a.read(done, count), await b.read(done, count)];
    if (equalBytes(own, other)) continue;
    return done + Math.floor(own.findIndex((value, i) => value !== other[i]) / pointBytes);
  }
  return null;
}
