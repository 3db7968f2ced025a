/** The pairs of the final product: what shares a point of one group is added up in the other first. */
import type { Curve, GroupName, Point } from "../curve.js";
import type { WeighedPair } from "./plan.js";
import type { Walk } from "./walk.js";

/** Sums in one group by their partner in the other. */
type ByPartner = Map<string, { readonly partner: Point; readonly sum: Point }>;

export class Pairs {
  /** Σ in G1 by partner in G2, and Σ in G2 by partner in G1. */
  private readonly sums: Record<GroupName, ByPartner> = { G1: new Map(), G2: new Map() };

  constructor(private readonly curve: Curve) {}

  copy(): Pairs {
    const copy = new Pairs(this.curve);
    for (const group of ["G1", "G2"] as const) {
      for (const [key, value] of this.sums[group]) copy.sums[group].set(key, value);
    }
    return copy;
  }

  addPair(pair: WeighedPair): void {
    this.add("G1", pair.g1, pair.factor, pair.g2);
  }

  /** Takes each use of a column from the segments that it covers. */
  addWalk(done: Walk): void {
    const { group } = done.source;
    for (const { column, sums } of done.weighted) {
      for (const use of column.uses) {
        for (const { from, to, sum } of sums) {
          if (use.from <= from && to <= use.to) this.add(group, sum, use.coefficient, use.partner);
        }
      }
    }
    for (const { partner, sum } of done.scaled) this.add(group, sum, 1n, partner);
  }

  /** Every pair as [G1 point, G2 point]. */
  list(): [Point, Point][] {
    return [
      ...[...this.sums.G1.values()].map(({ sum, partner }): [Point, Point] => [sum, partner]),
      ...[...this.sums.G2.values()].map(({ sum, partner }): [Point, Point] => [partner, sum]),
    ];
  }

  /** sums[group][partner] += factor·point */
  private add(group: GroupName, point: Point, factor: bigint, partner: Point): void {
    const { curve } = this;
    const key = Buffer.from(partner).toString("hex");
    const sum = this.sums[group].get(key)?.sum ?? curve.infinity(group);
    const signed = factor < 0n ? curve.negate(group, point) : point;
    const magnitude = factor < 0n ? -factor : factor;
    const scaled = magnitude === 1n ? signed : curve.multiply(group, signed, magnitude);
    this.sums[group].set(key, { partner, sum: curve.add(group, sum, scaled) });
  }
}
