/**
 * Membership of whole sections, decided from the sums that are made anyway.
 *
 * Coordinates below q and the curve equation are tested point by point while the section is decoded. Where the
 * cofactor h is one (G1 of BN254) nothing is left to test. Elsewhere a point on the curve may have a component
 * Eᵢ of order dividing h, and one random combination does not rule it out: a component of small prime order ℓ
 * vanishes from Σ wᵢ·Pᵢ with probability about 1/ℓ (ℓ = 10069 on the twist of BN254).
 *
 * The digits of the weights do. Write wᵢ = Σ_k d_{i,k}·2^{bk} with b = ⌊log2 ℓ⌋ for the least prime ℓ of h, and
 * W_k = Σᵢ d_{i,k}·Pᵢ, the sums over one window that the bucket method computes on its way. Suppose all W_k lie
 * in the subgroup while some Eᵢ ≠ O, of prime order ℓ' ≥ ℓ after multiplication by a suitable factor. For fixed
 * other weights, each congruence on d_{i,k} mod ℓ' leaves at most one digit of b bits (signed or not, there are
 * at most 2^b ≤ ℓ' of them, or 2^b + 1 < ℓ'), so at most one weight wᵢ of 2^128 satisfies them all. Testing
 * r·W_k = O for every window therefore errs with probability at most 2^−128.
 */
import type { Curve } from "../curve.js";
import type { MembershipBreach } from "./equation.js";
import type { PointSource } from "./source.js";
import { chunkPoints } from "./segments.js";
import type { Walk } from "./walk.js";

/** The first point of the walked source that is not a member, or null. */
export async function findBreach(
  curve: Curve,
  done: Walk,
  infinity: "allowed" | "forbidden",
): Promise<MembershipBreach | null> {
  const { source } = done.plan;
  if (done.fault !== null) return { source, ...done.fault };
  if (done.firstInfinity !== null && infinity === "forbidden") {
    return { source, index: done.firstInfinity, reason: "infinity" };
  }
  const outside = (done.windows ?? []).some(
    (sum) => !isZero(curve.multiply(source.group, sum, curve.parameters.r)),
  );
  return outside ? { source, index: await firstOutside(curve, source), reason: "not in subgroup" } : null;
}

/** Walks the points one by one: slow, and only when a window has shown that one is outside. */
async function firstOutside(curve: Curve, source: PointSource): Promise<number> {
  const { pointBytes } = curve.parameters[source.group];
  const atOnce = chunkPoints(curve, source.group);
  for (let from = 0; from < source.count; from += atOnce) {
    const count = Math.min(atOnce, source.count - from);
    const points = await source.read(from, count);
    for (let i = 0; i < count; i++) {
      const point = points.subarray(i * pointBytes, (i + 1) * pointBytes);
      if (curve.membershipFault(source.group, point) !== null) return from + i;
    }
  }
  throw new Error(`${source.label}: a window sum is outside the subgroup, and every point is inside`);
}

/** Infinity in LEM bytes. */
export function isZero(point: Uint8Array): boolean {
  return point.every((byte) => byte === 0);
}
