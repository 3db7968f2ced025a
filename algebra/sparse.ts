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
