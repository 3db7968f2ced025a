/**
 * The secrets that a beacon's seed derives, and the points that depend on nothing else: what a contribution of
 * phase 1 or 2 would have drawn from its own randomness. (formats.md A.6, B.4)
 */
import type { Curve, Point } from "../../algebra/curve.js";
import { drawScalar } from "../../algebra/draws/fields.js";
import { drawPoint } from "../../algebra/draws/points.js";
import { WordStream } from "../../algebra/draws/words.js";
import { SECRETS, type Secret } from "../../transcripts/iden3/ptau.js";

/** A secret k with s, drawn in G1, and k·s. */
export interface DerivedSecret {
  readonly k: bigint;
  readonly g1s: Point;
  readonly g1sx: Point;
}

/** tau, alpha, beta as scalars; then s of tau, alpha, beta in G1. */
export function phase1Key(curve: Curve, seed: Uint8Array): Readonly<Record<Secret, DerivedSecret>> {
  const words = new WordStream(seed);
  const scalars = SECRETS.map(() => drawScalar(curve.parameters, words));
  const [tau, alpha, beta] = scalars.map((k) => withPoint(curve, k, words)) as [
    DerivedSecret,
    DerivedSecret,
    DerivedSecret,
  ];
  return { tau, alpha, beta };
}

/** The step of delta as a scalar; then s in G1. */
export function phase2Key(curve: Curve, seed: Uint8Array): DerivedSecret {
  const words = new WordStream(seed);
  return withPoint(curve, drawScalar(curve.parameters, words), words);
}

function withPoint(curve: Curve, k: bigint, words: WordStream): DerivedSecret {
  const g1s = drawPoint(curve, "G1", words);
  return { k, g1s, g1sx: curve.multiply("G1", g1s, k) };
}
