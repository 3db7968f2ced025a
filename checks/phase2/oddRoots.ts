/**
 * The two bases of H. With n the domain, w of order 2n and e_m = τ^m − τ^{m+n} (for the top one, m = n−1, see
 * queryH.ts), snarkjs holds
 *
 *     H_j = (1/2n)·Σ_{m<n} w^{−(2j+1)m}·e_m/δ,   so that   e_m/δ = 2·Σ_j w^{(2j+1)m}·H_j,
 *
 * and the Rust tools' format holds E_m = −e_m/δ, m < n−1. (formats.md B.2, B.6)
 */
import type { Curve, Point } from "../../algebra/curve.js";
import { invertMod } from "../../algebra/integers.js";
import type { Term } from "../../algebra/obligations/equation.js";
import { isZero } from "../../algebra/obligations/membership.js";
import { chunkPoints } from "../../algebra/obligations/segments.js";
import type { Weights } from "../../algebra/obligations/weights.js";
import type { ProvingKey } from "../../transcripts/provingKey.js";
import { weighted } from "../shared/terms.js";
import { beyondOddRoots } from "../shared/transforms.js";

/** Why H of this key cannot be read in the basis of the powers, or null. */
export function beyondBasis(curve: Curve, { quotientBasis, domainSize }: ProvingKey): string | null {
  const bits = Math.log2(domainSize);
  return quotientBasis === "powers" ? null : beyondOddRoots(curve, bits);
}

/** Coefficients of the powers in Σ_j h_j·H_j = Σ_m g_m·e_m/δ. */
export interface PowerWeights {
  /** g_m for m < n−1, n8r bytes each. */
  readonly low: Uint8Array;
  /** g_{n−1} */
  readonly top: bigint;
}

/** g_m = ½·w^{−m}·(inverse transform of h)_m. */
export function powerWeights(curve: Curve, n: number, weights: Weights): PowerWeights {
  const { n8r, r } = curve.parameters;
  const transformed = curve.scalars.inverseFft(weights.scalars(0, n, n8r));
  const g = curve.scalars.scaleByPowers(transformed, (r + 1n) / 2n, invertMod(rootOf(curve, n), r));
  const top = BigInt(
    `0x${Buffer.from(g.slice((n - 1) * n8r))
      .reverse()
      .toString("hex")}`,
  );
  return { low: g.slice(0, (n - 1) * n8r), top };
}

/** ± Σ_{m<n−1} r_m·E_m of a key in either basis, paired with `partner`. */
export function quotientPowers(
  curve: Curve,
  key: ProvingKey,
  weights: Weights,
  partner: Point,
  sign: "+" | "−",
): Term {
  if (key.quotientBasis === "powers") return weighted(key.h, weights, partner, sign);
  const n = key.domainSize;
  const { n8r, r } = curve.parameters;
  const padded = new Uint8Array(n * n8r);
  padded.set(weights.scalars(0, n - 1, n8r));
  // Σ_m r_m·E_m = Σ_j c_j·H_j, c_j = −2·Σ_m r_m·w^m·(w²)^{jm}, and w² is the root of the transform of n elements.
  const scalars = curve.scalars.fft(curve.scalars.scaleByPowers(padded, r - 2n, rootOf(curve, n)));
  return { kind: "scaled", source: key.h, from: 0, scalars, partner, negative: sign === "−" };
}

/** Whether e_{n−1}/δ = 2·Σ_j w^{(2j+1)(n−1)}·H_j of a key in odd roots is other than zero. */
export async function hasTopCoefficient(curve: Curve, key: ProvingKey): Promise<boolean> {
  const { n8r, r, name } = curve.parameters;
  const n = key.domainSize;
  const w = invertMod(rootOf(curve, n), r);
  const ones = new Uint8Array(n * n8r);
  for (let j = 0; j < n; j++) ones[j * n8r] = 1;
  // w^{(2j+1)(n−1)} = −w^{−1}·w^{−2j}, for w^n = −1; the factor −2 changes nothing about zero.
  const scalars = curve.scalars.scaleByPowers(ones, w, (w * w) % r);
  const summation = curve.summation({ curve: name, group: "G1", columns: [{ scalarBytes: n8r }], points: n });
  const atOnce = chunkPoints(curve, "G1");
  for (let from = 0; from < n; from += atOnce) {
    const count = Math.min(atOnce, n - from);
    const points = await key.h.read(from, count);
    const part = scalars.subarray(from * n8r, (from + count) * n8r);
    // Points that are none are found by the membership check; nothing is said about their sum.
    if ((await summation.add({ points, scalars: [part] })).fault !== null) return true;
  }
  const [[sum] = []] = await summation.finish();
  return sum === undefined || !isZero(sum);
}

/** The root of unity of order 2n. */
function rootOf(curve: Curve, n: number): bigint {
  return curve.scalars.root(Math.log2(n) + 1);
}
