/**
 * What a point is, and the constants that every engine knows of a curve without computing.
 *
 * A point is its affine bytes as ceremony files hold them ("LEM": coordinates little-endian in Montgomery
 * form, G1 x‖y, G2 x.c0‖x.c1‖y.c0‖y.c1; infinity is all zero bytes), so that a section of a file is already
 * a vector of points and no engine copies it into objects.
 */

export type CurveName = "bn254" | "bls12-381";
export type GroupName = "G1" | "G2";

/** An affine point in LEM bytes; its length is `pointBytes` of its group. */
export type Point = Uint8Array;

/** What every engine knows of a group without computing. */
export interface GroupParameters {
  readonly name: GroupName;
  /** Bytes of one affine point: 2·n8q for G1, 4·n8q for G2. */
  readonly pointBytes: number;
  /**
   * Least prime factor of the cofactor, or null where the cofactor is one and on-curve means in-subgroup.
   * It bounds the digit width of the batched membership test (see `windowBits` in sums.ts).
   */
  readonly leastCofactorPrime: bigint | null;
}

/** The constants of a pairing-friendly curve, the same for both engines. */
export interface CurveParameters {
  readonly name: CurveName;
  /** Base field modulus and the bytes of one of its elements. */
  readonly q: bigint;
  readonly n8q: number;
  /** Scalar field modulus (the groups' order) and the bytes of one of its elements. */
  readonly r: bigint;
  readonly n8r: number;
  /** Curve constant b of G1: y² = x³ + b. */
  readonly b: bigint;
  /** log2 of the largest power-of-two domain in the scalar field. */
  readonly twoAdicity: number;
  readonly G1: GroupParameters;
  readonly G2: GroupParameters;
}
