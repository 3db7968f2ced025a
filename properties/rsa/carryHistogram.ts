/** Which carries a multiplication met, in few words: where, of which sign, and how near to the bound. */
import { carryBounds } from "./carries.js";
import type { LimbShape } from "./limbs.js";

/** More positions than this are shown in groups. */
const MAX_POSITIONS = 16;

const sizes = ["above 0", "below 0", "above ½ of the bound", "below −½ of the bound"] as const;

/** Every label, in the order in which they are shown. */
export function carryLabels(shape: LimbShape): string[] {
  const positions = Array.from({ length: 2 * shape.k - 2 }, (_, i) => positionLabel(i, shape));
  return [...new Set([...positions, ...sizes, "all zero"])];
}

/** The labels of one chain of carries. */
export function labelsOfCarries(chain: readonly bigint[], shape: LimbShape): string[] {
  const bounds = carryBounds(shape);
  const labels = new Set<string>();
  for (const [i, carry] of chain.entries()) {
    if (carry === 0n) continue;
    labels.add(positionLabel(i, shape));
    const { low = 0n, high = 0n } = bounds[i] ?? {};
    labels.add(carry > 0n ? "above 0" : "below 0");
    if (carry > 0n && 2n * carry >= high) labels.add("above ½ of the bound");
    if (carry < 0n && 2n * carry <= low) labels.add("below −½ of the bound");
  }
  return labels.size === 0 ? ["all zero"] : [...labels];
}

/** "c_3", or the group of positions that it is in. */
function positionLabel(i: number, { k }: LimbShape): string {
  const positions = 2 * k - 2;
  if (positions <= MAX_POSITIONS) return `c_${i}`;
  const size = Math.ceil(positions / MAX_POSITIONS);
  const first = Math.floor(i / size) * size;
  return `c_${first} … c_${Math.min(first + size, positions) - 1}`;
}
