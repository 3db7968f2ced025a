import type { CurveParameters, Point } from "../../algebra/curve.js";
import { SECRETS, type Phase1Contribution, type Ptau } from "../../transcripts/iden3/ptau.js";
import { GatheredPoints } from "../../transcripts/points.js";
import { defineCheck } from "../check.js";
import { breachFinding } from "../shared/places.js";
import { RESTART } from "./advice.js";

export const contributionPoints = defineCheck({
  id: "ptau/contribution-points",
  claim:
    "Every point of every contribution is canonical, on its curve, in the subgroup of order r and not infinity",
  severity: "critical",
  cites: ["Groth16 §2.2 (groups of prime order)", "ark-serialize: canonical deserialisation"],
  impact: "The equations of the chain prove nothing about points outside the group of order r.",
  advice: RESTART,
  method:
    "Coordinates must be below q and satisfy the curve equation. Membership of the subgroup is tested for all points of " +
    "a group at once: r·W_k = O for every digit window W_k of a random combination, with digits narrower than the least " +
    "prime of the cofactor, errs with probability at most 2^−128 (algebra/obligations/membership.ts).",
  needs: ["ptau"],
  after: ["ptau/contributions-present"],
  run: async function* ({ ptau }) {
    for (const source of contributionVectors(ptau)) {
      yield {
        kind: "membership",
        first: true,
        curve: ptau.curve.name,
        claim: { source, infinity: "forbidden" },
        finding: breachFinding,
      };
    }
  },
});

/** All points of section 7 as one vector per group, so that both are tested in one pass each. */
function contributionVectors(ptau: Ptau): GatheredPoints[] {
  const { path } = ptau.container.source;
  const inG1 = ptau.contributions.flatMap((row) =>
    recordPoints(row, ptau.curve).filter((p) => p.group === "G1"),
  );
  const inG2 = ptau.contributions.flatMap((row) =>
    recordPoints(row, ptau.curve).filter((p) => p.group === "G2"),
  );
  return [
    new GatheredPoints(path, "section 7 (contributions), points of G1", "G1", inG1),
    new GatheredPoints(path, "section 7 (contributions), points of G2", "G2", inG2),
  ];
}

interface RecordPoint {
  readonly group: "G1" | "G2";
  readonly point: Point;
  readonly offset: number;
}

/** The points of one row in the order of the file, with their offsets. */
function recordPoints(row: Phase1Contribution, curve: CurveParameters): RecordPoint[] {
  const keys = SECRETS.map((secret) => row.knowledge[secret]);
  const points: Point[] = [
    row.tauG1,
    row.tauG2,
    row.alphaG1,
    row.betaG1,
    row.betaG2,
    ...keys.flatMap((key) => [key.g1s, key.g1sx]),
    ...keys.map((key) => key.g2spx),
  ];
  let offset = row.offset;
  return points.map((point) => {
    const placed: RecordPoint = { group: point.length === curve.G1.pointBytes ? "G1" : "G2", point, offset };
    offset += point.length;
    return placed;
  });
}
