/** Whether one point of G1 is a small multiple of another, by baby steps and giant steps. */
import type { Curve, Point } from "../../../algebra/curve.js";

/** |k| up to this is found. */
export const MOST_MULTIPLE = 1 << 16;
const BABY_STEPS = 1 << 9;

/**
 * Finds k with target = k·base and |k| ≤ 2^16: k = i·2m + j with |j| ≤ m, over a table of j·base for 0 ≤ j ≤ m. A point and
 * its negative share x, so that the table needs no negative j.
 */
export class SmallMultiples {
  /** x coordinate → j. */
  private readonly baby = new Map<string, number>();

  constructor(
    private readonly curve: Curve,
    private readonly base: Point,
  ) {
    let point = curve.infinity("G1");
    for (let j = 0; j <= BABY_STEPS; j++) {
      this.baby.set(xOf(point), j);
      point = curve.add("G1", point, base);
    }
  }

  /** k, or null where there is none of that size. */
  find(target: Point): bigint | null {
    const { curve } = this;
    const stride = curve.multiply("G1", this.base, BigInt(2 * BABY_STEPS));
    for (const direction of [1, -1]) {
      const step = direction === 1 ? curve.negate("G1", stride) : stride;
      let point = target;
      for (let i = 0; i * 2 * BABY_STEPS <= MOST_MULTIPLE + BABY_STEPS; i++) {
        const j = this.baby.get(xOf(point));
        if (j !== undefined) {
          const whole = direction * i * 2 * BABY_STEPS;
          const k = [whole + j, whole - j].find((one) => this.is(target, one));
          if (k !== undefined && Math.abs(k) <= MOST_MULTIPLE) return BigInt(k);
        }
        point = curve.add("G1", point, step);
      }
    }
    return null;
  }

  private is(target: Point, k: number): boolean {
    const { curve, base } = this;
    const multiple = curve.multiply("G1", base, BigInt(Math.abs(k)));
    const signed = k < 0 ? curve.negate("G1", multiple) : multiple;
    return Buffer.compare(signed, target) === 0;
  }
}

function xOf(point: Point): string {
  return Buffer.from(point.buffer, point.byteOffset, point.length / 2).toString("latin1");
}
