/** Differences of many points, one by one. */
import type { Curve, GroupName } from "../curve.js";

/**
 * aᵢ − bᵢ for n points each.
 * @throws RangeError where there are not as many of both
 */
export function subtractPoints(
  curve: Pick<Curve, "parameters" | "add" | "negate">,
  group: GroupName,
  a: Uint8Array,
  b: Uint8Array,
): Uint8Array {
  const { pointBytes } = curve.parameters[group];
  if (a.length !== b.length || a.length % pointBytes !== 0)
    throw new RangeError(`${a.length} bytes of points less ${b.length}`);
  const out = new Uint8Array(a.length);
  for (let at = 0; at < a.length; at += pointBytes) {
    const end = at + pointBytes;
    out.set(curve.add(group, a.subarray(at, end), curve.negate(group, b.subarray(at, end))), at);
  }
  return out;
}
