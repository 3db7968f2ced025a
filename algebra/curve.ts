/** The one interface that checks speak to, and that both engines implement. Points are LEM bytes (points.ts). */
import type { Accumulators } from "./accumulators.js";
import type { MatrixProducts, SparseProduct } from "./sparse.js";
import type { Summation, SumShape } from "./sums.js";
import type { CurveName, CurveParameters, GroupName, GroupParameters, Point } from "./points.js";

export type { CurveName, CurveParameters, GroupName, GroupParameters, Point };

/** Why bytes are no element of a group. */
export type MembershipFault = "not canonical" | "not on curve" | "not in subgroup";

/** A curve with an engine behind it. All points are LEM bytes; no method keeps or changes its arguments. */
export interface Curve {
  readonly parameters: CurveParameters;
  /** What computes, as the report shows it: "fast (WebAssembly kernel, up to 2 threads)", "reference (noble-curves)". */
  readonly engine: string;
  readonly scalars: ScalarField;
  /** What draws many points of G2 faster than one by one, or null where the engine has nothing of the kind. */
  readonly twist: TwistDraws | null;

  generator(group: GroupName): Point;
  infinity(group: GroupName): Point;
  add(group: GroupName, a: Point, b: Point): Point;
  negate(group: GroupName, a: Point): Point;
  /** aᵢ − bᵢ for n points each. */
  subtractEach(group: GroupName, a: Uint8Array, b: Uint8Array): Uint8Array;
  /**
   * scalar·point by plain double-and-add for any scalar ≥ 0: never reduced mod r, and no assumption that the
   * point is in the subgroup (cofactors and r itself are multiplied by).
   */
  multiply(group: GroupName, point: Point, scalar: bigint): Point;
  /** Full test of one point: canonical coordinates, curve equation, r·P = O. Infinity is a member. */
  membershipFault(group: GroupName, point: Point): MembershipFault | null;

  /** Opens bulk sums (see sums.ts), on worker threads where the engine has them. @throws RangeError for a wrong shape */
  summation(shape: SumShape): Summation;
  /** Sums in slots [first, end), by default from 0; for values that must be exact, where others are combinations. */
  accumulators(group: GroupName, end: number, first?: number): Accumulators;
  /** Whether ∏ e(aᵢ, bᵢ) = 1, for pairs [G1 point, G2 point] that are members. Pairs with infinity count as one. */
  pairingProductIsOne(pairs: readonly (readonly [Point, Point])[]): Promise<boolean>;

  /**
   * LEM → "U" (big-endian, plain, G2 as c1‖c0) for n points at once; infinity is `infinityFlag` then zeros.
   * @param into bytes that may be taken for the result, as many or more: new ones pile up before they are collected
   */
  toUncompressed(
    group: GroupName,
    points: Uint8Array,
    infinityFlag?: 0x00 | 0x40,
    into?: Uint8Array,
  ): Uint8Array;
  /** "U" → LEM for n points; throws a RangeError naming the index where a coordinate is not below q. */
  fromUncompressed(group: GroupName, bytes: Uint8Array): Uint8Array;
  /** LEM → "C" (compressed, flags 0x80 greater root, 0x40 infinity) for n points. */
  toCompressed(group: GroupName, points: Uint8Array): Uint8Array;
  /** "C" → LEM for n points; throws a RangeError naming the index of one that has no square root or is ≥ q. */
  fromCompressed(group: GroupName, bytes: Uint8Array): Uint8Array;

  /** Ends the worker threads. */
  close(): Promise<void>;
}

/** The steps of a draw from G2 = E'(Fq2)[r], for many draws together. */
export interface TwistDraws {
  /**
   * A root of each of n elements c0 ‖ c1 of Fq2, plain, little-endian, below q, or null where it has none. Which of the
   * two it is, is not defined.
   */
  squareRoots(elements: Uint8Array): readonly (Uint8Array | null)[];
  /** h·Q for the cofactor h and n points Q of the whole twist; a RangeError for what is none. */
  clearCofactors(points: Uint8Array): Uint8Array;
}

/** Vectors over the scalar field: n elements of n8r little-endian bytes, plain, each below r. */
export interface ScalarField {
  readonly modulus: bigint;
  /** The root of unity of order 2^k that snarkjs calls Fr.w[k]. @throws RangeError beyond the field's two-adicity */
  root(k: number): bigint;
  /** log2 of the most scalars that fft and inverseFft take. */
  readonly largestTransform: number;
  /** outᵢ = Σⱼ w^{ij}·vⱼ with w = root(log2 n); a new vector. */
  fft(values: Uint8Array): Uint8Array;
  /** The inverse of fft. */
  inverseFft(values: Uint8Array): Uint8Array;
  /**
   * Σ_k over the inverse transforms of vectors of 2^k scalars, 0 ≤ k ≤ top: 2^top scalars.
   * @param part writes the scalars of the vector of 2^k from index `from` on, as many as there is room for
   */
  inverseLevels(top: number, part: (k: number, from: number, into: Uint8Array) => void): Uint8Array;
  /** accumulatorᵢ += factor·valuesᵢ, in place, over the length of `values`. */
  addScaled(accumulator: Uint8Array, values: Uint8Array, factor: bigint): void;
  /** outᵢ = first·ratioⁱ·valuesᵢ; a new vector. */
  scaleByPowers(values: Uint8Array, first: bigint, ratio: bigint): Uint8Array;
  /** Starts Σ over sparse terms; see sparse.ts. */
  sparse(weights: Uint8Array): SparseProduct;
  /** What reads whole matrices faster than row by row, or null where the engine has nothing of the kind. */
  readonly matrices: MatrixProducts | null;
}
