import type { Curve, Point } from "../../algebra/curve.js";
import { hashToG2Many } from "../../algebra/draws/hashToG2.js";
import type { PairTerm } from "../../algebra/obligations/equation.js";
import type { Phase2Contribution, ProvingKey } from "../../transcripts/provingKey.js";
import { defineCheck, type CheckContext, type Yielded } from "../check.js";
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
  {
    name: "proof of knowledge",
    formula: "e(s, k·sp) = e(k·s, sp)",
    points: ({ row }) => [row.g1s, row.g1sx],
  },
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
    yield* knowledgeOf(
      await context.curve(zkey.curve.name),
      zkey,
      { id: "zkey/knowledge", label: "zkey", from: 0 },
      context,
    );
  },
});

/** Which contributions of a key, and under which names of obligations and weights. */
interface Selection {
  readonly id: string;
  readonly label: string;
  /** How many contributions at the start are left out: they are settled elsewhere. */
  readonly from: number;
}

/** The two equations of every selected contribution, each on the one before it in the same key. */
export function* knowledgeOf(
  curve: Curve,
  zkey: ProvingKey,
  { id, label, from }: Selection,
  context: Pick<CheckContext, "progress">,
): Generator<Yielded> {
  const { transcripts } = chainHashes(curve, zkey);
  const total = zkey.contributions.length - from;
  const bases = hashToG2Many(curve, transcripts.slice(from), (done) =>
    context.progress(done, total, "hashing to G2: contributions of phase 2"),
  );
  const steps = zkey.contributions.slice(from).map((row, i): Step => {
    const deltaBefore = zkey.contributions[from + i - 1]?.deltaAfter ?? curve.generator("G1");
    return { row, deltaBefore, sp: bases[i] as Point };
  });
  if (steps.length === 0) return;
  for (const { name, formula, points } of STATEMENTS) {
    yield {
      kind: "obligation",
      curve: zkey.curve.name,
      obligation: {
        id: `${id}: ${name}`,
        statement: formula,
        weights: `${label} ${name}`,
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
        statement: `contribution ${from + index + 1}: ${formula} (${name})`,
        evidence: [rowOf(zkey, (steps[index] as Step).row)],
      }),
    };
  }
}
