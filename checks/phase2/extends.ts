import type { Curve } from "../../algebra/curve.js";
import type { MembershipBreach } from "../../algebra/obligations/equation.js";
import { isZero } from "../../algebra/obligations/membership.js";
import type { PointSource } from "../../algebra/obligations/source.js";
import type { Phase2Contribution, ProvingKey } from "../../transcripts/provingKey.js";
import { defineCheck, fact, found, type FindingDraft, type Yielded } from "../check.js";
import { anomalyFinding } from "../shared/container.js";
import { breachFinding, equalBytes, placeOf } from "../shared/places.js";
import { WITHDRAW } from "./advice.js";
import { rowOf } from "./chain.js";
import { deltaOf } from "./deltaOf.js";
import { beyondBasis, hasTopCoefficient } from "./oddRoots.js";
import { headerVectors } from "./points.js";
import { stepOfH, stepOfL } from "./steps.js";

export const extendsEarlierKeys = defineCheck({
  id: "zkey/extends",
  claim:
    "The key extends every earlier key that was given: same circuit, same contributions up to there, L and H divided by the step of delta",
  severity: "critical",
  cites: ["phase2: verify_contribution", "privacy-ethereum/multisetups#15"],
  impact: "The earlier contributions are not in this key, or somebody changed more than delta after them.",
  advice: WITHDRAW,
  method:
    "Circuit hash, alpha, beta, gamma, IC, A, B1, B2 (and the coefficients, where both formats have them) byte for byte; the " +
    "earlier contributions equal, field by field, to the first ones of the key (names and flags aside: nothing binds them); " +
    "delta of the earlier key is the one that its last contribution left; e(Σ wᵢ·Pᵢ before, δ₂ before) = e(Σ wᵢ·Pᵢ after, δ₂ after) " +
    "over all of L and all of H. The top coefficient of H may be 0 in the key whatever it was before: .params have none, and " +
    "a .zkey that went through that format has 0. Then all others are compared, in the basis of the powers.",
  needs: ["zkey", "earlierKeys"],
  after: ["zkey/points", "zkey/transcript"],
  guards: "earlierKeys",
  run: async function* ({ zkey, earlierKeys }, context): AsyncGenerator<Yielded> {
    const curve = await context.curve(zkey.curve.name);
    const beyond = [zkey, ...earlierKeys].map((key) => beyondBasis(curve, key)).find((why) => why !== null);
    if (beyond !== undefined) {
      yield { kind: "inconclusive", reason: beyond };
      return;
    }
    const hasTop = zkey.quotientBasis === "odd roots" && (await hasTopCoefficient(curve, zkey));
    for (const [k, earlier] of earlierKeys.entries()) {
      for (const anomaly of earlier.container.anomalies) {
        yield found({ ...anomalyFinding(earlier.container.source.path, anomaly), severity: "medium" });
      }
      const difference = differenceOf(earlier, zkey) ?? (await dataDifference(earlier, zkey));
      if (difference !== null) {
        yield found(difference);
        continue;
      }
      const breach = await headerBreach(curve, earlier);
      if (breach !== null) {
        yield found(breachFinding(breach));
        continue;
      }
      yield fact(
        earlier.container.source.path,
        `${earlier.contributions.length} contributions, all of them in the key`,
      );
      for (const source of [earlier.l, earlier.h]) {
        if (source.count > 0) yield membership(earlier, source);
      }
      yield* deltaOf(curve, earlier, `zkey/extends: delta of ${k}`);
      if (zkey.l.count > 0) yield stepOfL(curve, `zkey/extends: L of ${k}`, earlier, zkey);
      const compareTop = earlier.quotientBasis === "odd roots" && hasTop;
      yield stepOfH(curve, `zkey/extends: H of ${k}`, earlier, zkey, compareTop);
    }
  },
});

function membership(key: ProvingKey, source: PointSource): Yielded {
  const claim = { source, infinity: "allowed" } as const;
  return { kind: "membership", curve: key.curve.name, claim, finding: breachFinding };
}

/** The first single point of the earlier key that pairings cannot be given, or null. */
async function headerBreach(curve: Curve, key: ProvingKey): Promise<MembershipBreach | null> {
  for (const source of headerVectors(key)) {
    for (let index = 0; index < source.count; index++) {
      const point = await source.read(index, 1);
      const reason = isZero(point) ? "infinity" : curve.membershipFault(source.group, point);
      if (reason !== null) return { source, index, reason };
    }
  }
  return null;
}

/** The first difference between headers and contributions, or null. */
function differenceOf(earlier: ProvingKey, zkey: ProvingKey): FindingDraft | null {
  const file = earlier.container.source.path;
  const { header, contributions } = earlier.labels;
  const unlike = (statement: string, section: string): FindingDraft => ({
    statement: `${statement} of ${file} = that of the key`,
    evidence: [{ file, section }],
  });
  if (
    earlier.curve.name !== zkey.curve.name ||
    earlier.nVars !== zkey.nVars ||
    earlier.nPublic !== zkey.nPublic ||
    earlier.domainSize !== zkey.domainSize
  ) {
    return unlike("the shape", header);
  }
  for (const name of ["alpha1", "beta1", "beta2", "gamma2"] as const) {
    if (!equalBytes(earlier.points[name], zkey.points[name])) return unlike(name, header);
  }
  if (!equalBytes(earlier.circuitHash, zkey.circuitHash)) return unlike("the circuit hash", contributions);
  for (const row of earlier.contributions) {
    const own = zkey.contributions[row.number - 1];
    if (own === undefined || !sameContribution(row, own)) {
      return {
        statement: `contribution ${row.number} of ${file} = contribution ${row.number} of the key`,
        evidence: [rowOf(earlier, row), ...(own === undefined ? [] : [rowOf(zkey, own)])],
      };
    }
  }
  return null;
}

function sameContribution(a: Phase2Contribution, b: Phase2Contribution): boolean {
  return (["deltaAfter", "g1s", "g1sx", "g2spx", "transcript"] as const).every((field) =>
    equalBytes(a[field], b[field]),
  );
}

const CHUNK_BYTES = 1 << 20;
const CHUNK_POINTS = 1 << 13;

/** The first difference in what no contribution changes, or null. */
async function dataDifference(earlier: ProvingKey, zkey: ProvingKey): Promise<FindingDraft | null> {
  for (const name of ["ic", "a", "b1", "b2"] as const) {
    const difference = await vectorDifference(
      earlier[name],
      zkey[name],
      zkey.curve[zkey[name].group].pointBytes,
    );
    if (difference !== null) return difference;
  }
  return coefficientDifference(earlier, zkey);
}

async function vectorDifference(
  before: PointSource,
  after: PointSource,
  pointBytes: number,
): Promise<FindingDraft | null> {
  for (let done = 0; done < before.count; done += CHUNK_POINTS) {
    const count = Math.min(CHUNK_POINTS, before.count - done);
    const a = await before.read(done, count);
    const b = await after.read(done, count);
    if (equalBytes(a, b)) continue;
    const index = done + Math.floor(a.findIndex((value, i) => value !== b[i]) / pointBytes);
    return {
      statement: `${before.label} of ${before.file} = ${after.label} of the key`,
      evidence: [placeOf(before, index), placeOf(after, index)],
    };
  }
  return null;
}

async function coefficientDifference(earlier: ProvingKey, zkey: ProvingKey): Promise<FindingDraft | null> {
  const before = earlier.coefficients?.section;
  const after = zkey.coefficients?.section;
  if (before === undefined || after === undefined) return null;
  const file = earlier.container.source.path;
  const statement = `${before.label} of ${file} = ${after.label} of the key`;
  if (before.length !== after.length) return { statement, evidence: [{ file, section: before.label }] };
  for (let done = 0; done < before.length; done += CHUNK_BYTES) {
    const length = Math.min(CHUNK_BYTES, before.length - done);
    const a = await earlier.container.source.read(before.offset + done, length);
    const b = await zkey.container.source.read(after.offset + done, length);
    if (equalBytes(a, b)) continue;
    const start = before.offset + done + a.findIndex((value, i) => value !== b[i]);
    return { statement, evidence: [{ file, section: before.label, bytes: { start, end: start + 1 } }] };
  }
  return null;
}
