/**
 * The bulk operation that a verification spends its time in: one pass over a chunk of points that decodes
 * them, refuses what is no point of the curve, and adds up Σ sᵢ·Pᵢ for several scalar vectors at once.
 */
import type { CurveName, GroupName, Point } from "./points.js";

/** One vector of scalars for the points of a chunk. */
export interface Column {
  /** n little-endian scalars of `scalarBytes` bytes each, plain (not Montgomery), below the group order. */
  readonly scalars: Uint8Array;
  /** 16 for random weights, n8r (32) for field elements. */
  readonly scalarBytes: number;
  /**
   * When given, the reply holds one sum per digit window instead of their total: W_k = Σ d_{i,k}·Pᵢ, where
   * s_i = Σ_k d_{i,k}·2^{windowBits·k}. The digits may be signed, |d| ≤ 2^{windowBits−1}.
   */
  readonly windowBits?: number;
}

/** A chunk of points with the columns to sum over it. Transferable to a worker as it stands. */
export interface SumJob {
  readonly curve: CurveName;
  readonly group: GroupName;
  /** n affine points in LEM bytes. */
  readonly points: Uint8Array;
  readonly columns: readonly Column[];
  /**
   * Lets the engine take the buffers of points and scalars (those that their views fill) instead of copying them
   * to a worker; their views are empty afterwards, and a job made of such views is refused.
   */
  readonly handOver?: boolean;
}

/** Why a point of a chunk is no point: a coordinate is not below q, or the curve equation fails. */
export interface PointFault {
  /** Index inside the chunk. */
  readonly index: number;
  readonly reason: "not canonical" | "not on curve";
}

export interface SumReply {
  /** For each column its total in a one-element array, or one sum per window, least significant first. */
  readonly sums: readonly (readonly Point[])[];
  /** The first faulty point, if any; the sums mean nothing then. */
  readonly fault: PointFault | null;
  /** Number of points at infinity in the chunk (a valid encoding: all zero bytes) and the first one's index. */
  readonly infinities: number;
  readonly firstInfinity: number | null;
  /** The points that were handed over to a worker: their buffer, given back for other use. */
  readonly points?: Uint8Array;
}
