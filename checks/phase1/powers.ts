/**
 * The power sections, with T = tauG1, U = tauG2, A = alphaTauG1, B = betaTauG1, n = 2^p and one family of random
 * weights rᵢ. Every equation after the first reuses the sums of the ones before it.
 */
import type { Curve } from "../../algebra/curve.js";
import type { Equation, Obligation } from "../../algebra/obligations/equation.js";
import type { PointSource } from "../../algebra/obligations/source.js";
import type { Weights } from "../../algebra/obligations/weights.js";
import type { CheckDescription } from "../../findings/index.js";
import type { PowersOfTau, Ptau } from "../../transcripts/iden3/ptau.js";
import { defineCheck, type Check, type Yielded } from "../check.js";
import { placeOf } from "../shared/places.js";
import { weighted } from "../shared/terms.js";
import { RESTART } from "./advice.js";

interface PowersClaim {
  readonly id: string;
  readonly claim: string;
  readonly formula: string;
  readonly method: string;
  /** The section whose element is named when the claim is false, and which one belongs to index i. */
  readonly subject: (powers: PowersOfTau) => PointSource;
  readonly offset: number;
  readonly size: (n: number) => number;
  readonly equation: (powers: PowersOfTau, curve: Curve, n: number, weights: Weights) => Promise<Equation>;
}

function powersCheck(claim: PowersClaim): Check {
  const description: CheckDescription = {
    id: claim.id,
    claim: claim.claim,
    severity: "critical",
    cites: ["Bowe, Gabizon, Miers: MMORPG §4", "powersoftau: verify_transform, power pairs"],
    impact: "Keys made from these powers are not keys of the circuit, and may be forgeable by whoever changed them.",
    advice: RESTART,
    method: claim.method,
  };
  return defineCheck({
    ...description,
    needs: ["ptau"],
    after: ["ptau/last-state"],
    run: async function* ({ ptau }, context): AsyncGenerator<Yielded> {
      const { powers } = ptau;
      if (powers === null) {
        yield { kind: "not evaluated", reason: "the file holds contributions alone (a -nopoints file)" };
        return;
      }
      const curve = await context.curve(ptau.curve.name);
      const n = 2 ** ptau.power;
      const obligation: Obligation = {
        id: claim.id,
        statement: claim.formula,
        weights: "powers",
        size: claim.size(n),
        equation: (weights) => claim.equation(powers, curve, n, weights),
      };
      yield obligationAt(ptau, obligation, claim.subject(powers), claim.offset);
    },
  });
}

/** An obligation whose index i is about element i + offset of a section. */
function obligationAt(ptau: Ptau, obligation: Obligation, subject: PointSource, offset: number): Yielded {
  return {
    kind: "obligation",
    curve: ptau.curve.name,
    obligation,
    finding: ({ index = 0 }) => ({
      statement: `${subject.label}, element ${index + offset}: ${obligation.statement}`,
      evidence: [placeOf(subject, index + offset)],
    }),
  };
}

export const tauG1Powers = powersCheck({
  id: "ptau/tau-g1",
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
});

export const tauG2Powers = powersCheck({
  id: "ptau/tau-g2",
  claim: "tauG2 holds the same powers as tauG1",
  formula: "e([1]₁, [τⁱ]₂) = e([τⁱ]₁, [1]₂), 0 ≤ i < n",
  method: "e([1]₁, Σ rᵢ·Uᵢ) = e(Σ rᵢ·Tᵢ, [1]₂) with the weights of ptau/tau-g1.",
  subject: (powers) => powers.tauG2,
  offset: 0,
  size: (n) => n,
  equation: async (powers, curve, n, weights) => ({
    terms: [
      weighted(powers.tauG2, weights, curve.generator("G1"), "+"),
      weighted(powers.tauG1, weights, curve.generator("G2"), "−", { count: n }),
    ],
  }),
});

export const alphaTauG1Powers = powersCheck({
  id: "ptau/alpha-tau-g1",
  claim: "alphaTauG1 holds alpha times the powers of tau",
  formula: "e([α·τⁱ]₁, [1]₂) = e([α]₁, [τⁱ]₂), 0 ≤ i < n",
  method: "e(Σ rᵢ·Aᵢ, [1]₂) = e(A₀, Σ rᵢ·Uᵢ) with the weights of ptau/tau-g1.",
  subject: (powers) => powers.alphaTauG1,
  offset: 0,
  size: (n) => n,
  equation: async (powers, curve, _n, weights) => ({
    terms: [
      weighted(powers.alphaTauG1, weights, curve.generator("G2"), "+"),
      weighted(powers.tauG2, weights, await powers.alphaTauG1.read(0, 1), "−"),
    ],
  }),
});

export const betaTauG1Powers = powersCheck({
  id: "ptau/beta-tau-g1",
  claim: "betaTauG1 holds beta times the powers of tau, with the beta of betaG2",
  formula: "e([β·τⁱ]₁, [1]₂) = e([τⁱ]₁, [β]₂), 0 ≤ i < n",
  method: "e(Σ rᵢ·Bᵢ, [1]₂) = e(Σ rᵢ·Tᵢ, [β]₂) with the weights of ptau/tau-g1.",
  subject: (powers) => powers.betaTauG1,
  offset: 0,
  size: (n) => n,
  equation: async (powers, curve, n, weights) => ({
    terms: [
      weighted(powers.betaTauG1, weights, curve.generator("G2"), "+"),
      weighted(powers.tauG1, weights, await powers.betaG2.read(0, 1), "−", { count: n }),
    ],
  }),
});
