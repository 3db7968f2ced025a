/**
 * A Groth16 proving key with the contributions of its phase-2 ceremony, in whichever format it came. Points are
 * LEM here (see algebra/curve.ts); a reader of another encoding converts them as they are read.
 */
import type { CurveParameters, Point } from "../algebra/curve.js";
import type { PointSource } from "../algebra/obligations/source.js";
import type { ContributionTail } from "./iden3/contribution.js";
import type { Envelope, Stretch } from "./source.js";

/** A contribution of phase 2: the new delta and the proof of knowledge of its step. */
export interface Phase2Contribution extends ContributionTail {
  /** 1-based, as participants count. */
  readonly number: number;
  /** [δ]₁ after this contribution. */
  readonly deltaAfter: Point;
  readonly g1s: Point;
  readonly g1sx: Point;
  readonly g2spx: Point;
  /** Hash of all before it and of g1s, g1sx: what g2spx's base is derived from. 64 bytes. */
  readonly transcript: Uint8Array;
  /** Absolute offset of the record. */
  readonly offset: number;
}

/** The single points of the key. */
export interface KeyPoints {
  readonly alpha1: Point;
  readonly beta1: Point;
  readonly beta2: Point;
  readonly gamma2: Point;
  readonly delta1: Point;
  readonly delta2: Point;
}

/**
 * What H holds, n being the domain:
 * - "odd roots": n points, the powers times the vanishing polynomial in the basis of the odd 2n-th roots (.zkey);
 * - "powers": n−1 points [(τ^{i+n} − τⁱ)/δ]₁ in order (.params).
 */
export type QuotientBasis = "odd roots" | "powers";

/** Records of the non-zero entries of A and B that a prover multiplies with; see iden3/coefficients.ts. */
export interface CoefficientTable {
  readonly section: Stretch;
  readonly count: number;
}

export interface ProvingKey {
  readonly container: Envelope;
  readonly curve: CurveParameters;
  readonly nVars: number;
  /** Outputs and public inputs; IC has one point more. */
  readonly nPublic: number;
  readonly domainSize: number;
  /** What the format calls the parts that are no vectors of points. */
  readonly labels: { readonly header: string; readonly contributions: string };
  readonly points: KeyPoints;
  /** Absolute offset of each single point. */
  readonly pointOffsets: Readonly<Record<keyof KeyPoints, number>>;
  readonly ic: PointSource;
  readonly a: PointSource;
  readonly b1: PointSource;
  readonly b2: PointSource;
  readonly l: PointSource;
  readonly h: PointSource;
  readonly quotientBasis: QuotientBasis;
  /** null in a format that leaves the matrices to the circuit. */
  readonly coefficients: CoefficientTable | null;
  /** "Circuit hash": hash of the initial key. 64 bytes. */
  readonly circuitHash: Uint8Array;
  readonly circuitHashOffset: number;
  readonly contributions: readonly Phase2Contribution[];
}
