/** The pairs of the final product: what shares a point of one group is added up in the other first. */
import type { Curve, GroupName, Point } from "../curve.js";
import type { WeighedPair } from "./plan.js";
import type { Walk } from "./walk.js";

/** Sums in one group by their partner in the other. */
type ByPartner = Map<string, { readonly partner: Point; readonly sum: Point }>;

export class Pairs {
  /** Σ in G1 by partner in G2, and Σ in G2 by partner in G1. */
  private readonly sums: Record<GroupName, ByPartner> = { G1: new Map(), G2: new Map() };
  /** Pairs that were given and are not in the sums yet. */
  private waiting: WeighedPair[] = [];

  constructor(private readonly curve: Curve) {}

  copy(): Pairs {
    this.addWaiting();
    const copy = new Pairs(this.curve);
    for (const group of ["G1", "G2"] as const) {
      for (const [key, value] of this.sums[group]) copy.sums[group].set(key, value);
    }
    return copy;
  }

  addPair(pair: WeighedPair): void {
    this.waiting.push(pair);
  }

  /** Takes each use of a column from the segments that it covers. */
  addWalk({ plan, weighted, scaled }: Walk): void {
    const { group } = plan.source;
    for (const [c, { uses }] of [...plan.weighted.values()].entries()) {
      for (const use of uses) {
        for (const { from, to, sum } of weighted[c] ?? []) {
          if (use.from <= from && to <= use.to) this.add(group, sum, use.coefficient, use.partner);
        }
      }
    }
    for (const [c, { partner }] of [...plan.scaled.values()].entries()) {
      const sum = scaled[c];
      if (sum !== undefined) this.add(group, sum, 1n, partner);
    }
  }

  /** Every pair as [G1 point, G2 point]. */
  list(): [Point, Point][] {
    this.addWaiting();
    return [
      ...[...this.sums.G1.values()].map(({ sum, partner }): [Point, Point] => [sum, partner]),
      ...[...this.sums.G2.values()].map(({ sum, partner }): [Point, Point] => [partner, sum]),
    ];
  }

  /**
   * Adds what waits, all products together. Factors are taken modulo r: a point of G1 that is no member is one plus a
   * point whose order has nothing in common with r, and pairings do not see that one.
   */
  private addWaiting(): void {
    if (this.waiting.length === 0) return;
    const { r, n8r } = this.curve.parameters;
    const slots = new Map<string, { readonly partner: Point; readonly slot: number }>();
    const terms = this.waiting.map(({ g1, g2, factor }) => {
      const key = Buffer.from(g2).toString("hex");
      const { slot } = slots.get(key) ?? { slot: slots.size };
      slots.set(key, { partner: g2, slot });
      return { g1, bytes: termBytes(slot, ((factor % r) + r) % r, n8r) };
    });
    this.waiting = [];
    const sums = this.curve.accumulators("G1", slots.size);
    for (const { g1, bytes } of terms) sums.add(g1, bytes, 0, 1);
    const { pointBytes } = this.curve.parameters.G1;
    const read = sums.read(0, slots.size);
    for (const { partner, slot } of slots.values()) {
      this.add("G1", read.subarray(slot * pointBytes, (slot + 1) * pointBytes), 1n, partner);
    }
  }

  /** sums[group][partner] += factor·point */
  private add(group: GroupName, point: Point, factor: bigint, partner: Point): void {
    const { curve } = this;
    const key = Buffer.from(partner).toString("hex");
    const signed = factor < 0n ? curve.negate(group, point) : point;
    const magnitude = factor < 0n ? -factor : factor;
    const scaled = magnitude === 1n ? signed : curve.multiply(group, signed, magnitude);
    const sum = this.sums[group].get(key)?.sum;
    this.sums[group].set(key, { partner, sum: sum === undefined ? scaled : curve.add(group, sum, scaled) });
  }
}

/** u32 slot ‖ coefficient, as accumulators take it. */
function termBytes(slot: number, coefficient: bigint, scalarBytes: number): Uint8Array {
  const bytes = Buffer.from(coefficient.toString(16).padStart(2 * (scalarBytes + 4), "0"), "hex").reverse();
  bytes.copyWithin(4, 0, scalarBytes);
  bytes.writeUInt32LE(slot);
  return bytes;
}
