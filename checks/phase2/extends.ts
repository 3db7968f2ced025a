import type { Curve } from "../../algebra/curve.js";
import type { Obligation } from "../../algebra/obligations/equation.js";
import type { PointVector } from "../../transcripts/points.js";
import type { Phase2Contribution, Zkey } from "../../transcripts/iden3/zkey.js";
import { defineCheck, fact, found, type FindingDraft, type Yielded } from "../check.js";
import { equalBytes, placeOf } from "../shared/places.js";
import { weighted } from "../shared/terms.js";
import { WITHDRAW } from "./advice.js";
import { rowOf } from "./chain.js";

export const extendsEarlierKeys = defineCheck({
  id: "zkey/extends",
  claim: "The key extends every earlier key that was given: same circuit, same contributions up to there, L and H divided by the step of delta",
  severity: "critical",
  cites: ["phase2: verify_contribution", "privacy-ethereum/multisetups#15"],
  impact: "The earlier contributions are not in this key, or somebody changed more than delta after them.",
  advice: WITHDRAW,
  method:
    "Circuit hash, alpha, beta, gamma and sections 3 to 7 byte for byte; the earlier contributions equal, field by field, to " +
    "the first ones of the key (names and flags aside: nothing binds them); e(Σ wᵢ·Pᵢ before, δ₂ before) = e(Σ wᵢ·Pᵢ after, δ₂ after) " +
    "over all of L and all of H, the top coefficient included.",
  needs: ["zkey", "earlierKeys"],
  after: ["zkey/points", "zkey/transcript"],
  run: async function* ({ zkey, earlierKeys }, context): AsyncGenerator<Yielded> {
    for (const [k, earlier] of earlierKeys.entries()) {
      const difference = differenceOf(earlier, zkey) ?? (await sectionDifference(earlier, zkey));
      if (difference !== null) {
        yield found(difference);
        continue;
      }
      yield fact(earlier.container.source.path, `${earlier.contributions.length} contributions, all of them in the key`);
      const curve = await context.curve(zkey.curve.name);
      for (const name of ["l", "h"] as const) {
        if (zkey[name].count > 0) yield ratio(curve, `${k} ${name}`, earlier, zkey, name);
      }
    }
  },
});

/** The first difference between headers and contributions, or null. */
function differenceOf(earlier: Zkey, zkey: Zkey): FindingDraft | null {
  const file = earlier.container.source.path;
  const unlike = (statement: string, section: string): FindingDraft => ({
    statement: `${statement} of ${file} = that of the key`,
    evidence: [{ file, section }],
  });
  const header = "section 2 (Groth16 header)";
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
  if (!equalBytes(earlier.circuitHash, zkey.circuitHash)) return unlike("the circuit hash", "section 10 (contributions)");
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
  return (["deltaAfter", "g1s", "g1sx", "g2spx", "transcript"] as const).every((field) => equalBytes(a[field], b[field]));
}

const CHUNK_BYTES = 1 << 20;

/** The first section of 3 to 7 that differs, or null. */
async function sectionDifference(earlier: Zkey, zkey: Zkey): Promise<FindingDraft | null> {
  for (const type of [3, 4, 5, 6, 7]) {
    const before = earlier.container.sections.get(type);
    const after = zkey.container.sections.get(type);
    if (before === undefined || after === undefined) throw new Error(`section ${type} was read before`);
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
  }
  return null;
}

/** Before and after a step d of delta, d·Pᵢ(after) = Pᵢ(before). */
function ratio(curve: Curve, label: string, earlier: Zkey, zkey: Zkey, name: "l" | "h"): Yielded {
  const before: PointVector = earlier[name];
  const after: PointVector = zkey[name];
  const statement = `e(Pᵢ of ${before.file}, its delta2) = e(Pᵢ of the key, delta2)`;
  const obligation: Obligation = {
    id: `zkey/extends: ${label}`,
    statement,
    weights: `extends ${label}`,
    size: after.count,
    equation: (weights) => ({
      terms: [
        weighted(before, weights, earlier.points.delta2, "+"),
        weighted(after, weights, zkey.points.delta2, "−"),
      ],
    }),
  };
  return {
    kind: "obligation",
    curve: curve.parameters.name,
    obligation,
    finding: ({ index = 0 }) => ({
      statement: `${after.label}, index ${index}: ${statement}`,
      evidence: [placeOf(after, index), placeOf(before, index)],
    }),
  };
}
