/**
 * The Lagrange sections 12 to 15: for each level k with N = 2^k and w of order N,
 *
 *     L_j = (1/N)·Σ_m w^{−jm}·X_m,
 *
 * so that Σ_j z_j·L_j = Σ_m ẑ_m·X_m with ẑ the inverse transform of the scalars z: no point is transformed.
 * One family of weights z_j runs over all levels as they lie in the file.
 */
import type { Curve, Point } from "../../algebra/curve.js";
import { fromLittleEndian } from "../../algebra/integers.js";
import type { Equation, Obligation, Term } from "../../algebra/obligations/equation.js";
import type { PointSource } from "../../algebra/obligations/source.js";
import type { Weights } from "../../algebra/obligations/weights.js";
import type { LagrangeBases, PowersOfTau, Ptau } from "../../transcripts/iden3/ptau.js";
import { defineCheck, type Check, type Yielded } from "../check.js";
import { placeOf } from "../shared/places.js";
import { weighted } from "../shared/terms.js";
import { beyondTransforms } from "../shared/transforms.js";
import { RESTART } from "./advice.js";

interface LagrangeClaim {
  readonly section: keyof LagrangeBases;
  readonly after: string;
  readonly formula: string;
  readonly method: string;
  readonly size: (n: number) => number;
  readonly equation: (sections: Sections, weights: Weights) => Promise<Equation>;
}

interface Sections {
  readonly powers: PowersOfTau;
  readonly lagrange: LagrangeBases;
  readonly curve: Curve;
  readonly n: number;
}

function lagrangeCheck(id: string, claim: LagrangeClaim): Check {
  return defineCheck({
    id,
    claim: `Every level of the Lagrange basis of ${claim.section} is the transform of its powers`,
    severity: "critical",
    cites: ["Groth16 §3.2 (quadratic arithmetic programs)", "snarkjs: powersoftau prepare phase2"],
    impact:
      "Keys made from a false basis are not keys of their circuit. The powers themselves may be sound: keys can be " +
      "verified, and made, without this section.",
    advice: `${RESTART} Preparing the powers again from the same file makes the section anew.`,
    method: claim.method,
    needs: ["ptau"],
    after: [claim.after],
    run: async function* ({ ptau }, context): AsyncGenerator<Yielded> {
      const { powers, lagrange } = ptau;
      if (powers === null || lagrange === null) {
        yield {
          kind: "does not apply",
          reason: "the file has no Lagrange sections (it was not prepared for phase 2)",
        };
        return;
      }
      const curve = await context.curve(ptau.curve.name);
      // Section 12 has a level of 2n points.
      const beyond = beyondTransforms(curve, ptau.power + 1);
      if (beyond !== null) {
        yield { kind: "inconclusive", reason: beyond };
        return;
      }
      const n = 2 ** ptau.power;
      const obligation: Obligation = {
        id,
        statement: claim.formula,
        weights: "lagrange",
        size: claim.size(n),
        equation: (weights) => claim.equation({ powers, lagrange, curve, n }, weights),
      };
      yield atLevel(ptau, obligation, lagrange[claim.section]);
    },
  });
}

/** An obligation whose index counts the points of all levels as they lie in the section. */
function atLevel(ptau: Ptau, obligation: Obligation, subject: PointSource): Yielded {
  return {
    kind: "obligation",
    curve: ptau.curve.name,
    obligation,
    finding: ({ index = 0 }) => {
      const level = Math.floor(Math.log2(index + 1));
      const j = index + 1 - 2 ** level;
      return {
        statement: `${subject.label}, level ${level}, j = ${j}: ${obligation.statement}`,
        evidence: [{ ...placeOf(subject, index), values: { level: String(level), j: String(j) } }],
      };
    },
    fact: ({ alternative }) =>
      alternative === undefined
        ? null
        : { label: `Top coefficient of level ${ptau.power + 1}`, value: alternative },
  };
}

export const lagrangeTauG1 = lagrangeCheck("ptau/lagrange-tau-g1", {
  section: "tauG1",
  after: "ptau/tau-g1",
  formula:
    "L_j = (1/N)·Σ_m w^{−jm}·[τᵐ]₁ on every level N = 1, 2, …, 2n, the top coefficient of the last being 0 or τ^(2n−1)",
  method:
    "Σ_j z_j·L_j = Σ_m ẑ_m·T_m over all levels 0 … p+1. The last level needs τ^(2n−1), one power more than the file has: " +
    "it is 0 where the basis was made from this very file and τ^(2n−1), paired as e(T_{2n−2}, [τ]₂), where it was cut from " +
    "a larger one. It must be one of the two.",
  size: (n) => 4 * n - 1,
  equation: ({ powers, lagrange, curve, n }, weights) => tauG1Equation(powers, lagrange, curve, n, weights),
});

async function tauG1Equation(
  powers: PowersOfTau,
  lagrange: LagrangeBases,
  curve: Curve,
  n: number,
  weights: Weights,
): Promise<Equation> {
  const { n8r } = curve.parameters;
  const g2 = curve.generator("G2");
  // Σ over the levels 0 … p+1 of the inverse transform of the level's weights.
  const sum = curve.scalars.inverseLevels(Math.log2(2 * n), (k, from, into) => {
    weights.scalars(2 ** k - 1 + from, into.length / n8r, n8r, into);
  });
  const top = fromLittleEndian(sum.subarray((2 * n - 1) * n8r));
  const terms: Term[] = [
    weighted(lagrange.tauG1, weights, g2, "+"),
    {
      kind: "scaled",
      source: powers.tauG1,
      from: 0,
      scalars: sum.subarray(0, (2 * n - 1) * n8r),
      handOver: true,
      partner: g2,
      negative: true,
    },
  ];
  const last: Point = await powers.tauG1.read(2 * n - 2, 1);
  const tau2: Point = await powers.tauG2.read(1, 1);
  return {
    terms,
    alternatives: [
      {
        label: "τ^(2n−1): cut from a larger file",
        terms: [{ kind: "pair", g1: last, g2: tau2, factor: -top }],
      },
      { label: "0: prepared at this power", terms: [] },
    ],
  };
}

export const lagrangeTauG2 = lagrangeCheck("ptau/lagrange-tau-g2", {
  section: "tauG2",
  after: "ptau/lagrange-tau-g1",
  formula: "e([1]₁, [L_j(τ)]₂) = e([L_j(τ)]₁, [1]₂) on every level",
  method:
    "e([1]₁, Σ z_j·L_j in G2) = e(Σ z_j·L_j in G1, [1]₂), against the section that ptau/lagrange-tau-g1 settles.",
  size: (n) => 2 * n - 1,
  equation: async ({ lagrange, curve, n }, weights) => ({
    terms: [
      weighted(lagrange.tauG2, weights, curve.generator("G1"), "+"),
      weighted(lagrange.tauG1, weights, curve.generator("G2"), "−", { count: 2 * n - 1 }),
    ],
  }),
});

export const lagrangeAlphaTauG1 = lagrangeCheck("ptau/lagrange-alpha-tau-g1", {
  section: "alphaTauG1",
  after: "ptau/lagrange-tau-g2",
  formula: "e([α·L_j(τ)]₁, [1]₂) = e([α]₁, [L_j(τ)]₂) on every level",
  method:
    "e(Σ z_j·αL_j, [1]₂) = e([α]₁, Σ z_j·L_j in G2), against the section that ptau/lagrange-tau-g2 settles.",
  size: (n) => 2 * n - 1,
  equation: async ({ powers, lagrange, curve }, weights) => ({
    terms: [
      weighted(lagrange.alphaTauG1, weights, curve.generator("G2"), "+"),
      weighted(lagrange.tauG2, weights, await powers.alphaTauG1.read(0, 1), "−"),
    ],
  }),
});

export const lagrangeBetaTauG1 = lagrangeCheck("ptau/lagrange-beta-tau-g1", {
  section: "betaTauG1",
  after: "ptau/lagrange-tau-g1",
  formula: "e([β·L_j(τ)]₁, [1]₂) = e([L_j(τ)]₁, [β]₂) on every level",
  method:
    "e(Σ z_j·βL_j, [1]₂) = e(Σ z_j·L_j in G1, [β]₂), against the section that ptau/lagrange-tau-g1 settles.",
  size: (n) => 2 * n - 1,
  equation: async ({ powers, lagrange, curve, n }, weights) => ({
    terms: [
      weighted(lagrange.betaTauG1, weights, curve.generator("G2"), "+"),
      weighted(lagrange.tauG1, weights, await powers.betaG2.read(0, 1), "−", { count: 2 * n - 1 }),
    ],
  }),
});
