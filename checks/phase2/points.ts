import type { PointSource } from "../../algebra/obligations/source.js";
import type { KeyPoints, ProvingKey } from "../../transcripts/provingKey.js";
import { GatheredPoints } from "../../transcripts/points.js";
import { defineCheck } from "../check.js";
import { breachFinding } from "../shared/places.js";
import { WITHDRAW } from "./advice.js";

export const keyPoints = defineCheck({
  id: "zkey/points",
  claim:
    "Every point of the key's header and contributions is canonical, on its curve, in the subgroup and not infinity",
  severity: "critical",
  cites: ["Groth16 §2.2 (groups of prime order)", "ark-serialize: canonical deserialisation"],
  impact: "Pairing equations prove nothing about points outside the group of order r.",
  advice: WITHDRAW,
  method:
    "Coordinates below q and the curve equation point by point; the subgroup for all points together, from the digit " +
    "windows of a random combination with error at most 2^−128 (algebra/obligations/membership.ts).",
  needs: ["zkey"],
  run: async function* ({ zkey }) {
    for (const source of [...headerVectors(zkey), ...contributionVectors(zkey)]) {
      if (source.count === 0) continue;
      const claim = { source, infinity: "forbidden" } as const;
      yield { kind: "membership", first: true, curve: zkey.curve.name, claim, finding: breachFinding };
    }
  },
});

/** The single points of the key, a vector for each group. */
export function headerVectors(key: ProvingKey): PointSource[] {
  const { path } = key.container.source;
  const header = (group: "G1" | "G2", names: readonly (keyof KeyPoints)[]): GatheredPoints => {
    const points = names.map((name) => ({ point: key.points[name], offset: key.pointOffsets[name] }));
    return new GatheredPoints(path, `${key.labels.header}, points of ${group}`, group, points);
  };
  return [header("G1", ["alpha1", "beta1", "delta1"]), header("G2", ["beta2", "gamma2", "delta2"])];
}

/** The points of all contributions, a vector for each group. */
export function contributionVectors(key: ProvingKey): PointSource[] {
  const { path } = key.container.source;
  const g1Bytes = key.curve.G1.pointBytes;
  const inG1 = key.contributions.flatMap(({ deltaAfter, g1s, g1sx, offset }) =>
    [deltaAfter, g1s, g1sx].map((point, k) => ({ point, offset: offset + k * g1Bytes })),
  );
  const inG2 = key.contributions.map(({ g2spx, offset }) => ({ point: g2spx, offset: offset + 3 * g1Bytes }));
  return [
    new GatheredPoints(path, `${key.labels.contributions}, points of G1`, "G1", inG1),
    new GatheredPoints(path, `${key.labels.contributions}, points of G2`, "G2", inG2),
  ];
}
