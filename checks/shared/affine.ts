/** Affine coordinates as people write them → the points that engines compute with. */
import type { Curve, GroupName, Point } from "../../algebra/curve.js";
import type { AffineG1, AffineG2 } from "../../transcripts/verificationKey.js";

/** Coordinates in the order of the uncompressed form: c1 before c0. */
export function flat(point: AffineG2): readonly bigint[] | null {
  return point === null ? null : [point[0][1], point[0][0], point[1][1], point[1][0]];
}

/** Coordinates → LEM bytes by way of the uncompressed form; null where one is not below q. */
export function lemOf(
  curve: Curve,
  group: GroupName,
  coordinates: AffineG1 | readonly bigint[],
): Point | null {
  if (coordinates === null) return curve.infinity(group);
  const { n8q, q } = curve.parameters;
  if (coordinates.some((value) => value >= q)) return null;
  const bytes = coordinates.map((value) => Buffer.from(value.toString(16).padStart(2 * n8q, "0"), "hex"));
  return curve.fromUncompressed(group, new Uint8Array(Buffer.concat(bytes)));
}
