/** Secrets that anybody finds: small multiples of the generators. */
import type { Curve, GroupName, Point } from "../../algebra/curve.js";
import { hex } from "./places.js";

/** Multiples k·[1] that are tried, with both signs. */
export const MULTIPLES = 64;

/** hex of ±k·[1] → ±k, for k = 1 … MULTIPLES. */
export function multiplesOf(curve: Curve, group: GroupName): ReadonlyMap<string, number> {
  const generator = curve.generator(group);
  const multiples = new Map<string, number>();
  let point: Point = curve.infinity(group);
  for (let k = 1; k <= MULTIPLES; k++) {
    point = curve.add(group, point, generator);
    multiples.set(hex(point), k);
    multiples.set(hex(curve.negate(group, point)), -k);
  }
  return multiples;
}

/** "alpha ≠ 2·[1]₁" */
export function notTheMultiple(name: string, group: GroupName, multiple: number): string {
  const factor = multiple === 1 ? "" : multiple === -1 ? "−" : `${multiple}·`.replace("-", "−");
  return `${name} ≠ ${factor}[1]${group === "G1" ? "₁" : "₂"}`;
}
