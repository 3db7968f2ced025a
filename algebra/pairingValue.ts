/** The value e(P, Q) itself, for the few files that hold one; equations between pairings never need it. */
import { bls12_381 } from "@noble/curves/bls12-381.js";
import { bn254 } from "@noble/curves/bn254.js";
import type { CurveName } from "./curve.js";

const CURVES = { bn254, "bls12-381": bls12_381 } as const;

/**
 * e(P, Q) in Fq12 = Fq6[w], Fq6 = Fq2[v], Fq2 = Fq[u], as twelve integers: w⁰ before w¹, in each v⁰, v¹, v², in each
 * u⁰, u¹. It is the reduced optimal ate pairing, and so the value that ffjavascript has.
 * @param g1 affine coordinates of a member of G1
 * @param g2 affine coordinates (c0, c1) each of a member of G2
 */
export function pairingValue(
  name: CurveName,
  [x, y]: readonly [bigint, bigint],
  [[x0, x1], [y0, y1]]: readonly [readonly [bigint, bigint], readonly [bigint, bigint]],
): readonly bigint[] {
  const curve = CURVES[name];
  const value = curve.pairing(
    curve.G1.Point.fromAffine({ x, y }),
    curve.G2.Point.fromAffine({ x: { c0: x0, c1: x1 }, y: { c0: y0, c1: y1 } }),
  );
  return [value.c0, value.c1].flatMap(({ c0, c1, c2 }) => [c0, c1, c2].flatMap((one) => [one.c0, one.c1]));
}
