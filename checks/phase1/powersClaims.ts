/**
 * What the powers of tau must satisfy, in whichever file they are: T = tauG1, U = tauG2, A = alphaTauG1,
 * B = betaTauG1, n = 2^p and one family of random weights rᵢ. Every equation after the first reuses the sums of the
 * ones before it.
 */
import type { Curve } from "../../algebra/curve.js";
import type { Equation } from "../../algebra/obligations/equation.js";
import type { PointSource } from "../../algebra/obligations/source.js";
import type { Weights } from "../../algebra/obligations/weights.js";
import type { Accumulator } from "../../transcripts/accumulator.js";
import type { Yielded } from "../check.js";
import { equalBytes, placeOf } from "../shared/places.js";
import { weighted } from "../shared/terms.js";

export interface PowersClaim {
  /** "tau-g1": the part of an id that names the vector. */
  readonly name: string;
  /** Name of the claim about the vector that this one is compared with. */
  readonly after?: string;
  readonly claim: string;
  readonly formula: string;
  readonly method: string;
  /** The vector whose element is named when the claim is false, and which one belongs to index i. */
  readonly subject: (powers: Accumulator) => PointSource;
  readonly offset: number;
  readonly size: (n: number) => number;
  readonly equation: (powers: Accumulator, curve: Curve, n: number, weights: Weights) => Promise<Equation>;
  /**
   * Equations that say the same where those of tau-g2 hold, T₀ = [1]₁ and n ≥ 2. They take Σ rᵢ·Uᵢ for what the
   * equation takes Σ rᵢ·Tᵢ: then all sums over T are paired with [1]₂, and fold into one.
   */
  readonly shortcut?: (
    powers: Accumulator,
    curve: Curve,
    n: number,
    weights: Weights,
  ) => Promise<readonly Equation[]>;
}

/**
 * The obligation that a claim is about the powers of one file.
 * @param weights label of the family that all claims about this file share
 */
export function powersObligation(
  claim: PowersClaim,
  id: string,
  weights: string,
  curve: Curve,
  powers: Accumulator,
  power: number,
): Yielded {
  const n = 2 ** power;
  const subject = claim.subject(powers);
  const { shortcut } = claim;
  return {
    kind: "obligation",
    curve: curve.parameters.name,
    obligation: {
      id,
      statement: claim.formula,
      weights,
      size: claim.size(n),
      equation: (drawn) => claim.equation(powers, curve, n, drawn),
      ...(shortcut === undefined
        ? {}
        : {
            shortcut: {
              given: id.replace(claim.name, tauG2Claim.name),
              equations: async (drawn: Weights) =>
                (await startsAtGenerator(powers, curve, n)) ? shortcut(powers, curve, n, drawn) : null,
            },
          }),
    },
    finding: ({ index = 0 }) => ({
      statement: `${subject.label}, element ${index + claim.offset}: ${claim.formula}`,
      evidence: [placeOf(subject, index + claim.offset)],
    }),
  };
}

async function startsAtGenerator({ tauG1 }: Accumulator, curve: Curve, n: number): Promise<boolean> {
  return n >= 2 && equalBytes(await tauG1.read(0, 1), curve.generator("G1"));
}

export const tauG1Claim: PowersClaim = {
  name: "tau-g1",
  claim: "tauG1 holds consecutive powers of one tau",
  formula: "e([τⁱ⁺¹]₁, [1]₂) = e([τⁱ]₁, [τ]₂), 0 ≤ i < 2n−2",
  method: "e(Σ rᵢ·Tᵢ₊₁, [1]₂) = e(Σ rᵢ·Tᵢ, U₁) for random 128-bit rᵢ.",
  subject: (powers) => powers.tauG1,
  offset: 1,
  size: (n) => 2 * n - 2,
  equation: async (powers, curve, n, weights) => ({
    terms: [
      weighted(powers.tauG1, weights, curve.generator("G2"), "+", { from: 1 }),
      weighted(powers.tauG1, weights, await powers.tauG2.read(1, 1), "−", { count: 2 * n - 2 }),
    ],
  }),
  // Logarithms: t₀ = 1, and tᵢ = uᵢ for i < n by tau-g2. The two families below say
  //     tᵢ₊₁ = t₁·uᵢ   and   tₙ₋₁₊ᵢ = tₙ₋₁·uᵢ   for 0 ≤ i < n.
  // With τ = u₁ = t₁ the first is tᵢ₊₁ = τ·tᵢ for i < n; so uᵢ₊₁ = τ·uᵢ for i < n−1, and by the second
  // tₙ₊ᵢ = tₙ₋₁·uᵢ₊₁ = τ·tₙ₋₁₊ᵢ. Both follow from tᵢ₊₁ = τ·tᵢ for i < 2n−2.
  shortcut: async (powers, curve, n, weights) => {
    const shifted = async (from: number): Promise<Equation> => ({
      terms: [
        weighted(powers.tauG1, weights, curve.generator("G2"), "+", { from, count: n }),
        weighted(powers.tauG2, weights, await powers.tauG1.read(from, 1), "−"),
      ],
    });
    return [await shifted(1), await shifted(n - 1)];
  },
};

export const tauG2Claim: PowersClaim = {
  name: "tau-g2",
  after: "tau-g1",
  claim: "tauG2 holds the same powers as tauG1",
  formula: "e([1]₁, [τⁱ]₂) = e([τⁱ]₁, [1]₂), 0 ≤ i < n",
  method: "e([1]₁, Σ rᵢ·Uᵢ) = e(Σ rᵢ·Tᵢ, [1]₂) with the weights of tau-g1.",
  subject: (powers) => powers.tauG2,
  offset: 0,
  size: (n) => n,
  equation: async (powers, curve, n, weights) => ({
    terms: [
      weighted(powers.tauG2, weights, curve.generator("G1"), "+"),
      weighted(powers.tauG1, weights, curve.generator("G2"), "−", { count: n }),
    ],
  }),
};

export const alphaTauG1Claim: PowersClaim = {
  name: "alpha-tau-g1",
  after: "tau-g2",
  claim: "alphaTauG1 holds alpha times the powers of tau",
  formula: "e([α·τⁱ]₁, [1]₂) = e([α]₁, [τⁱ]₂), 0 ≤ i < n",
  method: "e(Σ rᵢ·Aᵢ, [1]₂) = e(A₀, Σ rᵢ·Uᵢ) with the weights of tau-g1.",
  subject: (powers) => powers.alphaTauG1,
  offset: 0,
  size: (n) => n,
  equation: async (powers, curve, _n, weights) => ({
    terms: [
      weighted(powers.alphaTauG1, weights, curve.generator("G2"), "+"),
      weighted(powers.tauG2, weights, await powers.alphaTauG1.read(0, 1), "−"),
    ],
  }),
};

export const betaTauG1Claim: PowersClaim = {
  name: "beta-tau-g1",
  after: "tau-g1",
  claim: "betaTauG1 holds beta times the powers of tau, with the beta of betaG2",
  formula: "e([β·τⁱ]₁, [1]₂) = e([τⁱ]₁, [β]₂), 0 ≤ i < n",
  method: "e(Σ rᵢ·Bᵢ, [1]₂) = e(Σ rᵢ·Tᵢ, [β]₂) with the weights of tau-g1.",
  subject: (powers) => powers.betaTauG1,
  offset: 0,
  size: (n) => n,
  equation: async (powers, curve, n, weights) => ({
    terms: [
      weighted(powers.betaTauG1, weights, curve.generator("G2"), "+"),
      weighted(powers.tauG1, weights, await powers.betaG2.read(0, 1), "−", { count: n }),
    ],
  }),
  // Logarithms: bᵢ = b₀·uᵢ and b₀ = β, for bᵢ = β·tᵢ, as tᵢ = uᵢ by tau-g2 and t₀ = 1.
  shortcut: async (powers, curve, _n, weights) => {
    const first = await powers.betaTauG1.read(0, 1);
    const [factor = 0n] = weights.integers(0, 1);
    return [
      {
        terms: [
          weighted(powers.betaTauG1, weights, curve.generator("G2"), "+"),
          weighted(powers.tauG2, weights, first, "−"),
        ],
      },
      {
        terms: [
          { kind: "pair", g1: first, g2: curve.generator("G2"), factor },
          { kind: "pair", g1: curve.generator("G1"), g2: await powers.betaG2.read(0, 1), factor: -factor },
        ],
      },
    ];
  },
};
