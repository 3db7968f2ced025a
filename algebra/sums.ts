/**
 * The bulk operation that a verification spends its time in: one pass over a vector of points, piece by piece, that
 * decodes them, refuses what is no point of the curve, and adds up Σ sᵢ·Pᵢ for several scalar vectors at once.
 */
import type { CurveName, GroupName, Point } from "./points.js";

/** What one vector of scalars is like. */
export interface ColumnShape {
  /** 16 for random weights, n8r (32) for field elements. */
  readonly scalarBytes: number;
  /**
   * When given, there is one sum per digit window instead of their total: W_k = Σ d_{i,k}·Pᵢ, where
   * s_i = Σ_k d_{i,k}·2^{windowBits·k}. The digits may be signed, |d| ≤ 2^{windowBits−1}.
   */
  readonly windowBits?: number;
}

/** What is to be summed. */
export interface SumShape {
  readonly curve: CurveName;
  readonly group: GroupName;
  readonly columns: readonly ColumnShape[];
  /** How many points there will be, about: buckets are laid out for so many, and any number is summed. */
  readonly points: number;
}

/** Some of the points, with their scalars. Transferable to a worker as it stands. */
export interface SumPiece {
  /** n affine points in LEM bytes. */
  readonly points: Uint8Array;
  /** For each column n little-endian scalars of its `scalarBytes` each, plain (not Montgomery), below the group order. */
  readonly scalars: readonly Uint8Array[];
  /**
   * Lets the engine take the buffers of points and scalars (those that their views fill) instead of copying them
   * to a worker; their views are empty afterwards, and a piece made of such views is refused.
   */
  readonly handOver?: boolean;
}

/** Why a point is no point: a coordinate is not below q, or the curve equation fails. */
export interface PointFault {
  /** Index inside the piece. */
  readonly index: number;
  readonly reason: "not canonical" | "not on curve";
}

/** What was seen in the points of a piece. */
export interface PieceReply {
  /** The first faulty point, if any; the sums mean nothing then. */
  readonly fault: PointFault | null;
  /** Number of points at infinity in the piece (a valid encoding: all zero bytes) and the first one's index. */
  readonly infinities: number;
  readonly firstInfinity: number | null;
  /** Bytes that were handed over to a worker, given back for other use. */
  readonly returned?: readonly Uint8Array[];
}

/** For each column its total in a one-element array, or one sum per window, least significant first. */
export type Sums = readonly (readonly Point[])[];

/** Sums under way, in one thread or in several; they hold memory until they are finished. */
export interface Summation {
  /** Pieces may be given before the replies to others. @throws RangeError where the lengths of a piece do not match */
  add(piece: SumPiece): Promise<PieceReply>;
  /** The sums over all pieces. @throws EndedError when called again; so does `add` then */
  finish(): Promise<Sums>;
}

/** What is thrown where sums go on after they were finished. */
export class EndedError extends Error {
  constructor() {
    super("these sums are finished");
  }
}

/** The same in the calling thread. */
export interface Tally {
  add(piece: SumPiece): PieceReply;
  finish(): Sums;
}

/** Points and columns of a sum that is made at once. */
export interface SumJob {
  readonly curve: CurveName;
  readonly group: GroupName;
  readonly points: Uint8Array;
  readonly columns: readonly Column[];
}

/** A column with its scalars. */
export interface Column extends ColumnShape {
  readonly scalars: Uint8Array;
}

export interface SumReply extends Omit<PieceReply, "returned"> {
  /** Empty where there is a fault. */
  readonly sums: Sums;
}
