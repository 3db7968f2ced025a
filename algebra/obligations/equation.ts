/**
 * What checks hand to the engine: equations between pairings of linear combinations,
 *
 *     ∏ e(Σ sᵢ·Pᵢ, Q) = 1,
 *
 * whose scalars are random weights or linear in them.
 */
import type { Point } from "../curve.js";
import type { PointSource } from "./source.js";
import type { Weights } from "./weights.js";

/** ± Σ_{i<count} w_{weightFrom+i}·P_{from+i}, paired with `partner` of the other group. */
export interface WeightedTerm {
  readonly kind: "weighted";
  readonly source: PointSource;
  readonly from: number;
  readonly count: number;
  readonly weights: Weights;
  readonly weightFrom: number;
  readonly partner: Point;
  readonly negative: boolean;
}

/** ± Σ scalarsᵢ·P_{from+i} with field elements of n8r bytes, paired with `partner`. */
export interface ScaledTerm {
  readonly kind: "scaled";
  readonly source: PointSource;
  readonly from: number;
  readonly scalars: Uint8Array;
  /** Lets the plan keep the scalars and change them: nothing else uses them. */
  readonly handOver?: true;
  readonly partner: Point;
  readonly negative: boolean;
}

/** e(g1, g2)^factor for two single points. */
export interface PairTerm {
  readonly kind: "pair";
  readonly g1: Point;
  readonly g2: Point;
  /** Any integer; small ones and their negatives are cheap. */
  readonly factor: bigint;
}

export type Term = WeightedTerm | ScaledTerm | PairTerm;

/** Terms that must multiply to one, possibly together with exactly one of several alternatives. */
export interface Equation {
  readonly terms: readonly Term[];
  /** Where an honest maker has a choice: the equation holds with the terms of one alternative added. */
  readonly alternatives?: readonly { readonly label: string; readonly terms: readonly Term[] }[];
}

/** A family of statements, one per index, settled by one equation that is linear in the weights. */
export interface Obligation {
  /** Unique in a run, such as "zkey/query-a". */
  readonly id: string;
  /** The equation as the report shows it. */
  readonly statement: string;
  /**
   * Label of the weights. Obligations with the same label share their weights, so that sums over a section are
   * shared between them; each is then multiplied by a coefficient of its own.
   */
  readonly weights: string;
  /** Number of statements, which is the number of weights. */
  readonly size: number;
  /**
   * The equation for these weights. Called again with restricted weights to find the index of a false statement;
   * the equation for weights that are all zero must hold.
   */
  equation(weights: Weights): Equation | Promise<Equation>;
  /** What takes the place of the equation while all obligations are settled in one product. */
  readonly shortcut?: Shortcut;
}

/**
 * Cheaper equations that say the same as an obligation's own where others hold. They never decide alone: when the
 * product is not one, each obligation is settled by its own equation.
 */
export interface Shortcut {
  /** Id of an obligation without a shortcut; where it is not in the same product, neither are these equations. */
  readonly given: string;
  /**
   * Together with the own equation of `given`, for all weights, they hold if and only if the obligation's own does as
   * well. Each enters the product with a coefficient of its own. Null where this cannot be said of the file.
   */
  equations(weights: Weights): Promise<readonly Equation[] | null>;
}

/** The answer about one obligation. */
export interface Settled {
  readonly obligation: Obligation;
  /** "unsettled": a section that it needs holds bytes that are no points. */
  readonly outcome: "holds" | "false" | "unsettled";
  /** First index whose statement is false. */
  readonly index?: number;
  /** The alternative that made the equation hold. */
  readonly alternative?: string;
}

/** A vector whose every point must be a member of its group. */
export interface MembershipClaim {
  readonly source: PointSource;
  readonly infinity: "allowed" | "forbidden";
}

/** A point that is not what the claim says. */
export interface MembershipBreach {
  readonly source: PointSource;
  readonly index: number;
  readonly reason: "not canonical" | "not on curve" | "not in subgroup" | "infinity";
}
