/** Multiplication by the whole cofactor, as hash-to-curve in ceremonies defines it. */
import type { Curve, GroupName, Point } from "../curve.js";
import { encodeLem, type AffinePoint, type Element } from "../engines/lem.js";
import { parametersOf } from "../parameters.js";
import { BN254_XI, drawnGroup } from "./groups.js";
import { conjugate, multiply, power } from "./quadratic.js";

/** h·P for the cofactor h of the group and any point of the curve but infinity. */
export function clearCofactor(curve: Curve, group: GroupName, point: AffinePoint): Point {
  const { parameters } = curve;
  if (parameters.name === "bn254" && group === "G2") return clearTwist(curve, point);
  const encoded = encodeLem(parameters, group, point);
  const { cofactor } = drawnGroup(parameters.name, group);
  return cofactor === 1n ? encoded : curve.multiply(group, encoded, cofactor);
}

/** Trace of Frobenius of BN254: t = q + 1 − r, of 127 bits. */
const TRACE = parametersOf("bn254").q + 1n - parametersOf("bn254").r;

/**
 * h·Q on the twist of BN254 with half the doublings. Its order is r·h with h = 2q − r = q + t − 1, and the
 * untwisted Frobenius ψ satisfies ψ² − tψ + q = 0 on the whole of it, so that
 *
 *     h·Q = (tψ − ψ² + t − 1)·Q = t·(ψQ + Q) − Q − ψ²Q.
 */
function clearTwist(curve: Curve, affine: AffinePoint): Point {
  const psi = frobenius(affine);
  const [q, psiQ, psi2Q] = [affine, psi, frobenius(psi)].map((point) =>
    encodeLem(curve.parameters, "G2", point),
  ) as [Point, Point, Point];
  const scaled = curve.multiply("G2", curve.add("G2", psiQ, q), TRACE);
  return curve.add("G2", scaled, curve.negate("G2", curve.add("G2", q, psi2Q)));
}

/** ψ(x, y) = (x̄·ξ^((q−1)/3), ȳ·ξ^((q−1)/2)) */
function frobenius({ x, y }: AffinePoint): AffinePoint {
  const { q } = parametersOf("bn254");
  frobeniusFactors ??= { x: power(BN254_XI, (q - 1n) / 3n, q), y: power(BN254_XI, (q - 1n) / 2n, q) };
  return {
    x: multiply(conjugate(x, q), frobeniusFactors.x, q),
    y: multiply(conjugate(y, q), frobeniusFactors.y, q),
  };
}

/** Made at the first use. */
let frobeniusFactors: { readonly x: Element; readonly y: Element } | undefined;
