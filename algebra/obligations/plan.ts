/**
 * From equations to columns: which scalars each section has to be summed with so that every equation can be
 * settled after one walk over each section.
 *
 * - Weighted terms over the same points with the same weights share one column, whatever they are paired with.
 * - Scaled terms over the same section with the same partner fold into one column: Σ_c ρ_c·scalars_c.
 * - A weighted column whose every use lies within a scaled column of the same partner folds into that one.
 */
import type { Curve, Point } from "../curve.js";
import type { ScaledTerm, Term, WeightedTerm } from "./equation.js";
import type { PointSource } from "./source.js";
import type { Weights } from "./weights.js";

/** A weighted term with the coefficient of its equation. */
export interface Use {
  readonly from: number;
  readonly to: number;
  readonly partner: Point;
  /** ±ρ of the equation. */
  readonly coefficient: bigint;
}

/** Σ w_{i+shift}·Pᵢ, summed over segments so that every use can take the range that it covers. */
export interface WeightedColumn {
  readonly weights: Weights;
  readonly shift: number;
  readonly uses: Use[];
}

/** Σ scalarsᵢ·Pᵢ for one partner, with the coefficients of all equations folded in. */
export interface ScaledColumn {
  readonly partner: Point;
  /** Index of the first point that has a scalar. */
  readonly from: number;
  /** n8r bytes for each point from there on. */
  readonly scalars: Uint8Array;
}

export interface SourcePlan {
  readonly source: PointSource;
  readonly weighted: Map<string, WeightedColumn>;
  readonly scaled: Map<string, ScaledColumn>;
}

/** Weights that are widened at once while they are folded. */
const FOLDED_AT_ONCE = 1 << 14;

/** e(g1, g2)^factor, the coefficient of the equation folded in. */
export interface WeighedPair {
  readonly g1: Point;
  readonly g2: Point;
  readonly factor: bigint;
}

/** All that has to be summed for a set of equations. */
export class Plan {
  readonly sources = new Map<PointSource, SourcePlan>();
  readonly pairs: WeighedPair[] = [];

  constructor(private readonly curve: Curve) {}

  /** Adds the terms of one equation, raised to `coefficient`. */
  add(terms: readonly Term[], coefficient: bigint): void {
    for (const term of terms) {
      if (term.kind === "pair") {
        this.pairs.push({ g1: term.g1, g2: term.g2, factor: term.factor * coefficient });
      } else if (term.kind === "weighted") {
        this.addWeighted(term, term.negative ? -coefficient : coefficient);
      } else {
        this.addScaled(term, term.negative ? -coefficient : coefficient);
      }
    }
  }

  /** Folds what can be folded, when all equations have been added. */
  fold(): void {
    for (const plan of this.sources.values()) {
      for (const [key, column] of plan.weighted) {
        const targets = column.uses.map((use) => this.covering(plan, use));
        if (targets.includes(null)) continue;
        plan.weighted.delete(key);
        for (const [i, use] of column.uses.entries()) this.foldUse(column, use, targets[i] ?? null);
      }
    }
  }

  /** The scaled column of the use's partner, where it has a scalar for every point of the use. */
  private covering(plan: SourcePlan, { partner, from, to }: Use): ScaledColumn | null {
    const column = plan.scaled.get(partnerKey(partner)) ?? null;
    if (column === null || from < column.from) return null;
    return to <= column.from + column.scalars.length / this.curve.parameters.n8r ? column : null;
  }

  /** scalarᵢ += coefficient·w_{i+shift} */
  private foldUse({ weights, shift }: WeightedColumn, use: Use, target: ScaledColumn | null): void {
    if (target === null) return;
    const { n8r, r } = this.curve.parameters;
    const factor = ((use.coefficient % r) + r) % r;
    const wide = new Uint8Array(Math.min(FOLDED_AT_ONCE, use.to - use.from) * n8r);
    for (let from = use.from; from < use.to; from += FOLDED_AT_ONCE) {
      const to = Math.min(use.to, from + FOLDED_AT_ONCE);
      const part = target.scalars.subarray((from - target.from) * n8r, (to - target.from) * n8r);
      const folded = weights.scalars(from + shift, to - from, n8r, wide.subarray(0, part.length));
      this.curve.scalars.addScaled(part, folded, factor);
    }
  }

  /** The plan of a source, made when it is first asked for. */
  at(source: PointSource): SourcePlan {
    let plan = this.sources.get(source);
    if (plan === undefined) {
      plan = { source, weighted: new Map(), scaled: new Map() };
      this.sources.set(source, plan);
    }
    return plan;
  }

  private addWeighted(term: WeightedTerm, coefficient: bigint): void {
    if (term.from < 0 || term.from + term.count > term.source.count) {
      throw new RangeError(
        `${term.source.label} has ${term.source.count} points, not ${term.from + term.count}`,
      );
    }
    if (term.count === 0) return;
    const { weighted } = this.at(term.source);
    const shift = term.weightFrom - term.from;
    const key = `${term.weights.key}${shift}`;
    let column = weighted.get(key);
    if (column === undefined) {
      column = { weights: term.weights, shift, uses: [] };
      weighted.set(key, column);
    }
    column.uses.push({ from: term.from, to: term.from + term.count, partner: term.partner, coefficient });
  }

  private addScaled(term: ScaledTerm, coefficient: bigint): void {
    const { n8r, r } = this.curve.parameters;
    const count = term.scalars.length / n8r;
    if (term.from < 0 || term.from + count > term.source.count) {
      throw new RangeError(`${term.source.label} has ${term.source.count} points, not ${term.from + count}`);
    }
    if (count === 0) return;
    const { scaled } = this.at(term.source);
    const key = partnerKey(term.partner);
    if (term.handOver === true && !scaled.has(key)) {
      // coefficient·s = s + (coefficient − 1)·s, in place
      this.curve.scalars.addScaled(term.scalars, term.scalars, (((coefficient - 1n) % r) + r) % r);
      scaled.set(key, { partner: term.partner, from: term.from, scalars: term.scalars });
      return;
    }
    const column = widened(scaled.get(key), term.partner, term.from, count, n8r);
    scaled.set(key, column);
    const offset = (term.from - column.from) * n8r;
    const part = column.scalars.subarray(offset, offset + term.scalars.length);
    this.curve.scalars.addScaled(part, term.scalars, ((coefficient % r) + r) % r);
  }
}

const partnerKey = (partner: Point): string => Buffer.from(partner).toString("hex");

/** The column with room for `count` scalars from index `from` on; zero where nothing was added yet. */
function widened(
  column: ScaledColumn | undefined,
  partner: Point,
  from: number,
  count: number,
  n8r: number,
): ScaledColumn {
  if (column === undefined) return { partner, from, scalars: new Uint8Array(count * n8r) };
  const first = Math.min(from, column.from);
  const end = Math.max(from + count, column.from + column.scalars.length / n8r);
  if (first === column.from && (end - first) * n8r === column.scalars.length) return column;
  const scalars = new Uint8Array((end - first) * n8r);
  scalars.set(column.scalars, (column.from - first) * n8r);
  return { partner, from: first, scalars };
}
