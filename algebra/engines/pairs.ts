/** What both engines do with the pairs of a product before any pairing. */
import type { Point } from "../curve.js";

export type Pair = readonly [Point, Point];

/**
 * The same product with fewer pairs: e(A, Q)·e(B, Q) = e(A + B, Q), and a pair with infinity is one.
 * @param add the group law of G1
 */
export function mergePairs(pairs: readonly Pair[], add: (a: Point, b: Point) => Point): Pair[] {
  const merged = new Map<string, Pair>();
  for (const [g1, g2] of pairs) {
    if (isInfinity(g1) || isInfinity(g2)) continue;
    const key = Buffer.from(g2).toString("base64");
    const known = merged.get(key);
    merged.set(key, [known === undefined ? g1 : add(known[0], g1), g2]);
  }
  return [...merged.values()].filter(([g1]) => !isInfinity(g1));
}

/** Infinity is all zero bytes. */
export function isInfinity(point: Point): boolean {
  return point.every((byte) => byte === 0);
}
