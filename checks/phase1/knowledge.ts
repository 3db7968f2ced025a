import type { Curve, Point } from "../../algebra/curve.js";
import { hashToG2 } from "../../algebra/draws/hashToG2.js";
import type { PairTerm } from "../../algebra/obligations/equation.js";
import { SECRETS, type Phase1Contribution, type Ptau } from "../../transcripts/iden3/ptau.js";
import { defineCheck, type Yielded } from "../check.js";
import { RESTART } from "./advice.js";
import { firstChallenge, knowledgeDigest } from "./challenge.js";
import { rowOf } from "./rows.js";

/** The five elements that carry the state from one contribution to the next. */
type State = Pick<Phase1Contribution, "tauG1" | "tauG2" | "alphaG1" | "betaG1" | "betaG2">;

/** One contribution with what it builds on and the bases of its three proofs. */
interface Step {
  readonly row: Phase1Contribution;
  readonly before: State;
  /** sp of tau, alpha, beta: hashed to G2 from the challenge that the contribution builds on. */
  readonly sp: readonly [Point, Point, Point];
}

/** e(a, b) = e(c, d) as e(a, b)^w · e(−c, d)^w. */
function same(weight: bigint, a: Point, b: Point, c: Point, d: Point): PairTerm[] {
  return [
    { kind: "pair", g1: a, g2: b, factor: weight },
    { kind: "pair", g1: c, g2: d, factor: -weight },
  ];
}

/** Each statement about a step, as a formula and as its two pairings. */
const STATEMENTS: readonly {
  readonly name: string;
  readonly formula: string;
  readonly terms: (step: Step, weight: bigint) => PairTerm[];
}[] = [
  ...SECRETS.map((secret, k) => ({
    name: `knowledge of ${secret}`,
    formula: `e(s, k·sp) = e(k·s, sp) for ${secret}`,
    terms: ({ row, sp }: Step, weight: bigint) => {
      const key = row.knowledge[secret];
      return same(weight, key.g1s, key.g2spx, key.g1sx, sp[k] as Point);
    },
  })),
  ...(["tauG1", "alphaG1", "betaG1"] as const).map((field, k) => ({
    name: `update of ${field}`,
    formula: `e(${field} before, k·sp) = e(${field} after, sp)`,
    terms: ({ row, before, sp }: Step, weight: bigint) =>
      same(weight, before[field], row.knowledge[SECRETS[k] as "tau"].g2spx, row[field], sp[k] as Point),
  })),
  ...(
    [
      ["tauG2", "tau"],
      ["betaG2", "beta"],
    ] as const
  ).map(([field, secret]) => ({
    name: `update of ${field}`,
    formula: `e(s, ${field} after) = e(k·s, ${field} before)`,
    terms: ({ row, before }: Step, weight: bigint) =>
      same(weight, row.knowledge[secret].g1s, row[field], row.knowledge[secret].g1sx, before[field]),
  })),
];

export const knowledge = defineCheck({
  id: "ptau/knowledge",
  claim: "Every contributor knew their secrets, applied them to the state before them, and built on the challenge before them",
  severity: "critical",
  cites: ["Bowe, Gabizon, Miers: MMORPG §4 and §5", "powersoftau: verify_transform"],
  impact: "A step without a proof may replace the secrets of all earlier contributors by one that its maker knows.",
  advice: RESTART,
  method:
    "For each contribution and each of tau, alpha, beta: sp = hashToG2(H(k ‖ challenge ‖ U(s) ‖ U(k·s))) with the " +
    "nextChallenge of the row before (the first challenge for row 1), then e(s, k·sp) = e(k·s, sp), and the five updates " +
    "e(before, k·sp) = e(after, sp) in G1, e(s, after) = e(k·s, before) in G2. All rows are settled together with random weights.",
  needs: ["ptau"],
  after: ["ptau/contributions-present", "ptau/order", "ptau/contribution-points"],
  run: async function* ({ ptau }, context): AsyncGenerator<Yielded> {
    const curve = await context.curve(ptau.curve.name);
    const steps = stepsOf(ptau, curve, (done) =>
      context.progress(done, ptau.contributions.length, "hashing to G2: contributions of phase 1"),
    );
    for (const { name, formula, terms } of STATEMENTS) {
      yield {
        kind: "obligation",
        curve: ptau.curve.name,
        obligation: {
          id: `ptau/knowledge: ${name}`,
          statement: formula,
          weights: `ptau ${name}`,
          size: steps.length,
          equation: (weights) => ({
            terms: weights
              .integers(0, steps.length)
              .flatMap((weight, i) => (weight === 0n ? [] : terms(steps[i] as Step, weight))),
          }),
        },
        finding: ({ index = 0 }) => ({
          statement: `contribution ${index + 1}: ${formula} (${name})`,
          evidence: [rowOf(ptau, (steps[index] as Step).row)],
        }),
      };
    }
  },
});

function stepsOf(ptau: Ptau, curve: Curve, progress: (done: number) => void): Step[] {
  const g1 = curve.generator("G1");
  const g2 = curve.generator("G2");
  let before: State = { tauG1: g1, tauG2: g2, alphaG1: g1, betaG1: g1, betaG2: g2 };
  let challenge = firstChallenge(curve, ptau.ceremonyPower);
  return ptau.contributions.map((row) => {
    const [tau, alpha, beta] = SECRETS.map((secret, k) =>
      hashToG2(curve, knowledgeDigest(curve, k, challenge, row.knowledge[secret])),
    ) as [Point, Point, Point];
    const step: Step = { row, before, sp: [tau, alpha, beta] };
    before = row;
    challenge = row.nextChallenge;
    progress(row.number);
    return step;
  });
}
