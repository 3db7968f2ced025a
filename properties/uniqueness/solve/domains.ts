/**
 * What is known of each wire in every witness: an interval [lo, hi] of integers, fewer than p long, that holds one
 * representative of its value. The whole field is [0, p − 1]. Changes are kept on a trail, so that a case can be taken back.
 */
import { mod } from "../../../algebra/integers.js";
import { ceilDivide, floorDivide } from "../system/field.js";

export type Narrowed = "same" | "changed" | "empty";

interface Change {
  readonly wire: number;
  readonly lo: bigint;
  readonly hi: bigint;
}

/** A wide interval that shrinks by less than an eighth more often than this is left as it is: bounds may creep. */
const CREEPING = 24;
const CREEP_WIDTH = 1n << 12n;

export class Domains {
  readonly lo: bigint[];
  readonly hi: bigint[];
  private readonly half: bigint;
  private readonly shrunk: Uint16Array;
  private readonly trail: Change[] = [];

  constructor(
    readonly prime: bigint,
    readonly wires: number,
  ) {
    this.half = prime >> 1n;
    this.lo = Array.from({ length: wires }, () => 0n);
    this.hi = Array.from({ length: wires }, () => prime - 1n);
    this.shrunk = new Uint16Array(wires);
  }

  low(wire: number): bigint {
    return this.lo[wire] as bigint;
  }

  high(wire: number): bigint {
    return this.hi[wire] as bigint;
  }

  isFixed(wire: number): boolean {
    return this.lo[wire] === this.hi[wire];
  }

  width(wire: number): bigint {
    return this.high(wire) - this.low(wire);
  }

  /**
   * At least half of the field. Only such a domain may be moved to other representatives; what is derived over the
   * integers must not use it.
   */
  isWide(wire: number): boolean {
    return this.width(wire) >= this.half;
  }

  /** The canonical value of a fixed wire. */
  value(wire: number): bigint {
    return mod(this.low(wire), this.prime);
  }

  /** Keeps the values that are congruent to an integer in [lo, hi]. */
  narrow(wire: number, lo: bigint, hi: bigint): Narrowed {
    if (hi < lo) return "empty";
    const p = this.prime;
    if (hi - lo >= p - 1n) return "same";
    const [low, high] = [this.low(wire), this.high(wire)];
    // The common case: it lies inside, and no other shift of it can meet the interval.
    if (low <= lo && hi <= high && hi - p < low && lo + p > high) return this.set(wire, lo, hi);
    const first = ceilDivide(low - hi, p);
    const last = floorDivide(high - lo, p);
    if (last < first) return "empty";
    if (first === last) {
      const [from, to] = [lo + first * p, hi + first * p];
      return this.set(wire, from > low ? from : low, to < high ? to : high);
    }
    return this.isWide(wire) && hi - lo < high - low ? this.set(wire, lo, hi) : "same";
  }

  /** Keeps representatives in [lo, hi]: for statements about the integers themselves, not their residues. */
  narrowExactly(wire: number, lo: bigint, hi: bigint): Narrowed {
    const [low, high] = [this.low(wire), this.high(wire)];
    const [from, to] = [lo > low ? lo : low, hi < high ? hi : high];
    return from > to ? "empty" : this.set(wire, from, to);
  }

  /** The value is not `value`; noticed where it is an end of the interval. */
  exclude(wire: number, value: bigint): Narrowed {
    const [low, high] = [this.low(wire), this.high(wire)];
    const atLow = (low - value) % this.prime === 0n;
    const atHigh = (high - value) % this.prime === 0n;
    if (!atLow && !atHigh) return "same";
    if (low === high) return "empty";
    this.write(wire, atLow ? low + 1n : low, atHigh ? high - 1n : high);
    return this.low(wire) > this.high(wire) ? "empty" : "changed";
  }

  private set(wire: number, lo: bigint, hi: bigint): Narrowed {
    const [low, high] = [this.low(wire), this.high(wire)];
    if (lo === low && hi === high) return "same";
    const width = high - low;
    if (lo !== hi && width > CREEP_WIDTH && (hi - lo) * 8n > width * 7n) {
      const count = this.shrunk[wire] as number;
      if (count > CREEPING) return "same";
      this.shrunk[wire] = count + 1;
    }
    this.write(wire, lo, hi);
    return "changed";
  }

  private write(wire: number, lo: bigint, hi: bigint): void {
    this.trail.push({ wire, lo: this.low(wire), hi: this.high(wire) });
    this.lo[wire] = lo;
    this.hi[wire] = hi;
  }

  mark(): number {
    return this.trail.length;
  }

  /** Wires that got their one value after a mark. */
  fixedSince(mark: number): number[] {
    return this.trail.slice(mark).flatMap(({ wire }) => (this.isFixed(wire) ? [wire] : []));
  }

  undo(mark: number): void {
    while (this.trail.length > mark) {
      const { wire, lo, hi } = this.trail.pop() as Change;
      this.lo[wire] = lo;
      this.hi[wire] = hi;
    }
  }
}
