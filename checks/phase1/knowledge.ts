import type { Curve } from "../../algebra/curve.js";
import type { Evidence } from "../../findings/index.js";
import type { Phase1Contribution, Ptau } from "../../transcripts/iden3/ptau.js";
import { defineCheck, type Yielded } from "../check.js";
import { RESTART } from "./advice.js";
import { firstChallenge } from "./challenge.js";
import {
  basesOfAll,
  KNOWLEDGE,
  statementObligations,
  UPDATES,
  type State,
  type Step,
} from "./contributionSteps.js";
import { rowOf } from "./rows.js";

export const knowledge = defineCheck({
  id: "ptau/knowledge",
  claim:
    "Every contributor knew their secrets, applied them to the state before them, and built on the challenge before them",
  severity: "critical",
  cites: ["Bowe, Gabizon, Miers: MMORPG §4 and §5", "powersoftau: verify_transform"],
  impact:
    "A step without a proof may replace the secrets of all earlier contributors by one that its maker knows.",
  advice: RESTART,
  method:
    "For each contribution and each of tau, alpha, beta: sp = hashToG2(H(k ‖ challenge ‖ U(s) ‖ U(k·s))) with the " +
    "nextChallenge of the row before (the first challenge for row 1), then e(s, k·sp) = e(k·s, sp), and the five updates " +
    "e(before, k·sp) = e(after, sp) in G1, e(s, after) = e(k·s, before) in G2. All rows are settled together with random weights.",
  needs: ["ptau"],
  after: ["ptau/contributions-present", "ptau/contribution-points", "ptau/first-challenge", "ptau/order"],
  run: async function* ({ ptau }, context): AsyncGenerator<Yielded> {
    const curve = await context.curve(ptau.curve.name);
    const steps = stepsOf(ptau, curve, (done) =>
      context.progress(done, ptau.contributions.length, "hashing to G2: contributions of phase 1"),
    );
    const place = (index: number): { name: string; evidence: Evidence[] } => {
      const row = ptau.contributions[index] as Phase1Contribution;
      return { name: `contribution ${row.number}`, evidence: [rowOf(ptau, row)] };
    };
    yield* statementObligations<Step>([...KNOWLEDGE, ...UPDATES], steps, curve, "ptau/knowledge", place);
  },
});

function stepsOf(ptau: Ptau, curve: Curve, progress: (done: number) => void): Step[] {
  const g1 = curve.generator("G1");
  const g2 = curve.generator("G2");
  let before: State = { tauG1: g1, tauG2: g2, alphaG1: g1, betaG1: g1, betaG2: g2 };
  let challenge = firstChallenge(curve, ptau.ceremonyPower);
  const built = ptau.contributions.map((row) => {
    const step = { before, after: row, knowledge: row.knowledge, challenge };
    before = row;
    challenge = row.nextChallenge;
    return step;
  });
  const bases = basesOfAll(curve, built, progress);
  return built.map((step, i) => ({ ...step, sp: bases[i] as Step["sp"] }));
}
