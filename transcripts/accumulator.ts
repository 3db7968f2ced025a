/** The powers of tau, in whichever format they came. */
import type { PointSource } from "../algebra/obligations/source.js";

/** With n = 2^p: */
export interface Accumulator {
  /** [τⁱ]₁, 0 ≤ i < 2n−1 */
  readonly tauG1: PointSource;
  /** [τⁱ]₂, 0 ≤ i < n */
  readonly tauG2: PointSource;
  /** [α·τⁱ]₁, 0 ≤ i < n */
  readonly alphaTauG1: PointSource;
  /** [β·τⁱ]₁, 0 ≤ i < n */
  readonly betaTauG1: PointSource;
  /** [β]₂ */
  readonly betaG2: PointSource;
}
