/** The verification key inside a proving key, as coordinates. */
import { fromBigEndian } from "../../algebra/integers.js";
import type { Curve, GroupName, Point } from "../../algebra/curve.js";
import type { ProvingKey } from "../../transcripts/provingKey.js";
import type { Element } from "./elements.js";

/** alpha, beta, gamma, delta and IC of a proving key, in the order of elementsOf. */
export async function provingKeyElements(zkey: ProvingKey, curve: Curve): Promise<Element[]> {
  const { alpha1, beta2, gamma2, delta2 } = zkey.points;
  const ic = await zkey.ic.read(0, zkey.ic.count);
  const { pointBytes } = curve.parameters.G1;
  const element = (name: string, group: GroupName, point: Point): Element => ({
    name,
    group,
    coordinates: coordinatesOf(curve, group, point),
  });
  return [
    element("alpha", "G1", alpha1),
    element("beta", "G2", beta2),
    element("gamma", "G2", gamma2),
    element("delta", "G2", delta2),
    ...Array.from({ length: zkey.ic.count }, (_, i) =>
      element(`IC[${i}]`, "G1", ic.subarray(i * pointBytes, (i + 1) * pointBytes)),
    ),
  ];
}

function coordinatesOf(curve: Curve, group: GroupName, point: Point): readonly bigint[] | null {
  if (point.every((byte) => byte === 0)) return null;
  const plain = curve.toUncompressed(group, point);
  const { n8q } = curve.parameters;
  return Array.from({ length: plain.length / n8q }, (_, i) =>
    fromBigEndian(plain.subarray(i * n8q, (i + 1) * n8q)),
  );
}
