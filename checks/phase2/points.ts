import type { PointSource } from "../../algebra/obligations/source.js";
import type { KeyPoints, Zkey } from "../../transcripts/iden3/zkey.js";
import { GatheredPoints } from "../../transcripts/points.js";
import { defineCheck } from "../check.js";
import { breachFinding } from "../shared/places.js";
import { WITHDRAW } from "./advice.js";

export const keyPoints = defineCheck({
  id: "zkey/points",
  claim: "Every point of the key's header and contributions is canonical, on its curve, in the subgroup and not infinity",
  severity: "critical",
  cites: ["Groth16 §2.2 (groups of prime order)", "ark-serialize: canonical deserialisation"],
  impact: "Pairing equations prove nothing about points outside the group of order r.",
  advice: WITHDRAW,
  method:
    "Coordinates below q and the curve equation point by point; the subgroup for all points together, from the digit " +
    "windows of a random combination with error at most 2^−128 (algebra/obligations/membership.ts).",
  needs: ["zkey"],
  run: async function* ({ zkey }) {
    for (const source of gathered(zkey)) {
      if (source.count === 0) continue;
      const claim = { source, infinity: "forbidden" } as const;
      yield { kind: "membership", curve: zkey.curve.name, claim, finding: breachFinding };
    }
  },
});

function gathered(zkey: Zkey): PointSource[] {
  const { path } = zkey.container.source;
  const header = (names: readonly (keyof KeyPoints)[]): { point: Uint8Array; offset: number }[] =>
    names.map((name) => ({ point: zkey.points[name], offset: zkey.pointOffsets[name] }));
  const g1Bytes = zkey.curve.G1.pointBytes;
  const inG1 = zkey.contributions.flatMap(({ deltaAfter, g1s, g1sx, offset }) =>
    [deltaAfter, g1s, g1sx].map((point, k) => ({ point, offset: offset + k * g1Bytes })),
  );
  const inG2 = zkey.contributions.map(({ g2spx, offset }) => ({ point: g2spx, offset: offset + 3 * g1Bytes }));
  return [
    new GatheredPoints(path, "section 2 (Groth16 header), points of G1", "G1", header(["alpha1", "beta1", "delta1"])),
    new GatheredPoints(path, "section 2 (Groth16 header), points of G2", "G2", header(["beta2", "gamma2", "delta2"])),
    new GatheredPoints(path, "section 10 (contributions), points of G1", "G1", inG1),
    new GatheredPoints(path, "section 10 (contributions), points of G2", "G2", inG2),
  ];
}
