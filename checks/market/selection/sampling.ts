/** Drawing by weight, without replacement, as often as simulations need it. */
import type { Uniform } from "./random.js";

/** Draws places 0 … n−1 by weight. */
export class Urn {
  private readonly cumulative: Float64Array;

  /** @param weights each ≥ 0, and at least one above */
  constructor(readonly weights: readonly number[]) {
    let sum = 0;
    this.cumulative = Float64Array.from(weights, (weight) => (sum += weight));
    if (!(sum > 0)) throw new RangeError("an urn needs a weight above zero");
  }

  get total(): number {
    return this.cumulative.at(-1) ?? 0;
  }

  /** One place. */
  draw(uniform: Uniform): number {
    const value = uniform() * this.total;
    let low = 0;
    let high = this.cumulative.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.cumulative[middle] ?? 0) > value) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** k different places, each drawn by weight among those that are left; all with a weight where there are fewer. */
  drawSome(k: number, uniform: Uniform): readonly number[] {
    if (k === 1) return [this.draw(uniform)];
    const able = this.weights.filter((weight) => weight > 0).length;
    const chosen: number[] = [];
    // Drawing again what was drawn already leaves the rest in proportion.
    let misses = 0;
    while (chosen.length < Math.min(k, able)) {
      const place = this.draw(uniform);
      if (!chosen.includes(place)) chosen.push(place);
      else if (++misses > MOST_MISSES) return this.drawFromRest(chosen, Math.min(k, able), uniform);
    }
    return chosen;
  }

  /** As above, by urns of what is left: for weights of which a few are nearly all. */
  private drawFromRest(chosen: number[], k: number, uniform: Uniform): readonly number[] {
    while (chosen.length < k) {
      chosen.push(new Urn(this.weights.map((weight, i) => (chosen.includes(i) ? 0 : weight))).draw(uniform));
    }
    return chosen;
  }
}

const MOST_MISSES = 64;
