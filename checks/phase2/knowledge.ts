import type { Point } from "../../algebra/curve.js";
import { hashToG2 } from "../../algebra/draws/hashToG2.js";
import type { PairTerm } from "../../algebra/obligations/equation.js";
import type { Phase2Contribution } from "../../transcripts/provingKey.js";
import { defineCheck, type Yielded } from "../check.js";
import { WITHDRAW } from "./advice.js";
import { chainHashes, rowOf } from "./chain.js";

/** One contribution with the delta that it builds on and the base of its proof. */
interface Step {
  readonly row: Phase2Contribution;
  readonly deltaBefore: Point;
  readonly sp: Point;
}

/** The two statements about a step, as pairings of points of G1 with k·sp and sp. */
const STATEMENTS: readonly {
  readonly name: string;
  readonly formula: string;
  readonly points: (step: Step) => readonly [Point, Point];
}[] = [
  { name: "proof of knowledge", formula: "e(s, k·sp) = e(k·s, sp)", points: ({ row }) => [row.g1s, row.g1sx] },
  {
    name: "step of delta",
    formula: "e(delta before, k·sp) = e(delta after, sp)",
    points: ({ row, deltaBefore }) => [deltaBefore, row.deltaAfter],
  },
];

export const knowledge = defineCheck({
  id: "zkey/knowledge",
  claim: "Every contributor knew their secret k and multiplied delta by it, starting from delta = 1",
  severity: "critical",
  cites: ["Bowe, Gabizon, Miers: MMORPG §6", "phase2: verify_contribution"],
  impact: "A step without a proof may replace delta by one that its maker knows, and with it forge proofs.",
  advice: WITHDRAW,
  method:
    "sp = hashToG2(transcript); e(s, k·sp) = e(k·s, sp) and e(delta before, k·sp) = e(delta after, sp), with delta = [1]₁ " +
    "before the first contribution. All rows are settled in one product with random weights.",
  needs: ["zkey"],
  after: ["zkey/points", "zkey/transcript"],
  run: async function* ({ zkey }, context): AsyncGenerator<Yielded> {
    const curve = await context.curve(zkey.curve.name);
    const { transcripts } = chainHashes(curve, zkey);
    const total = zkey.contributions.length;
    const steps = zkey.contributions.map((row, i): Step => {
      const deltaBefore = zkey.contributions[i - 1]?.deltaAfter ?? curve.generator("G1");
      const sp = hashToG2(curve, transcripts[i] as Uint8Array);
      context.progress(i + 1, total, "hashing to G2: contributions of phase 2");
      return { row, deltaBefore, sp };
    });
    if (steps.length === 0) return;
    for (const { name, formula, points } of STATEMENTS) {
      yield {
        kind: "obligation",
        curve: zkey.curve.name,
        obligation: {
          id: `zkey/knowledge: ${name}`,
          statement: formula,
          weights: `zkey ${name}`,
          size: steps.length,
          equation: (weights) => ({
            terms: weights.integers(0, steps.length).flatMap((weight, i): PairTerm[] => {
              if (weight === 0n) return [];
              const { row, sp } = steps[i] as Step;
              const [before, after] = points(steps[i] as Step);
              return [
                { kind: "pair", g1: before, g2: row.g2spx, factor: weight },
                { kind: "pair", g1: after, g2: sp, factor: -weight },
              ];
            }),
          }),
        },
        finding: ({ index = 0 }) => ({
          statement: `contribution ${index + 1}: ${formula} (${name})`,
          evidence: [rowOf(zkey, (steps[index] as Step).row)],
        }),
      };
    }
  },
});
