import type { Curve } from "../../algebra/curve.js";
import type { MembershipBreach } from "../../algebra/obligations/equation.js";
import { isZero } from "../../algebra/obligations/membership.js";
import type { PointSource } from "../../algebra/obligations/source.js";
import { digestsOf } from "../../transcripts/digest.js";
import type { ProvingKey } from "../../transcripts/provingKey.js";
import type { ByteSource } from "../../transcripts/source.js";
import { defineCheck, fact, found, type Yielded } from "../check.js";
import { anomalyFinding } from "../shared/container.js";
import { breachFinding } from "../shared/places.js";
import { WITHDRAW } from "./advice.js";
import { deltaOf } from "./deltaOf.js";
import { differenceOf } from "./difference.js";
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
    for (const earlier of earlierKeys) {
      if (!(await isSameFile(earlier.container.source, zkey.container.source))) continue;
      const reason = `${earlier.container.source.path} is the key itself, byte for byte: give a key from before its last contribution`;
      yield { kind: "inconclusive", reason };
    }
    const hasTop = zkey.quotientBasis === "odd roots" && (await hasTopCoefficient(curve, zkey));
    for (const [k, earlier] of earlierKeys.entries()) {
      for (const anomaly of earlier.container.anomalies) {
        yield found({ ...anomalyFinding(earlier.container.source.path, anomaly), severity: "medium" });
      }
      const difference = await differenceOf(earlier, zkey);
      if (difference !== null) {
        yield found(difference);
        continue;
      }
      const breach = await headerBreach(curve, earlier);
      if (breach !== null) {
        yield found(breachFinding(breach));
        continue;
      }
      const { length } = earlier.contributions;
      const many = length === zkey.contributions.length ? ", as many as the key has" : "";
      yield fact(earlier.container.source.path, `${length} contributions${many}, all of them in the key`);
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

/** Whether two files hold the same bytes, under whatever names. */
async function isSameFile(a: ByteSource, b: ByteSource): Promise<boolean> {
  return a.size === b.size && (await digestsOf(a)).sha256 === (await digestsOf(b)).sha256;
}
