/** Products of sparse matrix rows with a vector of random weights. */

/**
 * Rows are fed in the order of the file; a row is Σ coefficient·weight over its terms. The weights are
 * n little-endian 16-byte integers, fixed when the product is started.
 */
export interface SparseProduct {
  /**
   * Σ coefₖ·weights[wireₖ] mod r over `count` terms at `offset` of `bytes`, a term being u32 LE wire ‖ n8r LE
   * plain coefficient. Writes n8r LE bytes to `out` at `outOffset`.
   * @throws RangeError naming the term whose wire is out of range or whose coefficient is not below r
   */
  row(bytes: Uint8Array, offset: number, count: number, out: Uint8Array, outOffset: number): void;
}

/** (zᵀA)_j, (zᵀB)_j and (zᵀC)_j over the constraints of an r1cs, as 32-byte little-endian elements. */
export interface ConstraintRows {
  readonly a: Uint8Array;
  readonly b: Uint8Array;
  readonly c: Uint8Array;
}

/** Takes bytes as they stream by, cut anywhere, and answers when all of them have come. */
export interface ByteReader<T> {
  /** @throws RangeError naming what is wrong with a term */
  feed(bytes: Uint8Array): void;
  /** @throws RangeError where the bytes ended too early */
  finish(): T;
}

/** Products of whole matrices with random weights, n little-endian 16-byte integers, from the bytes of files. */
export interface MatrixProducts {
  /** For the constraints section of an r1cs: per constraint A, B, C, each u32 n ‖ n·(u32 wire ‖ coefficient). */
  constraints(weights: Uint8Array, nConstraints: number): ByteReader<ConstraintRows>;
  /**
   * Σ value·z_signal over the records of each row of both matrices, for the records of a zkey's section 4, after their
   * count: u32 matrix ‖ u32 row ‖ u32 signal ‖ value.
   */
  coefficients(weights: Uint8Array, rows: number): ByteReader<Pick<ConstraintRows, "a" | "b">>;
}
