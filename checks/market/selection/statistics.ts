/** Tests by simulation: how often chance alone gives what was seen, and how often a stated bias would be noticed. */
import { Urn } from "./sampling.js";
import type { Uniform } from "./random.js";

/** Draws of one kind: so many times k places of n by these weights. Draws of other weights are other groups. */
export interface DrawGroup {
  readonly weights: readonly number[];
  readonly k: number;
  readonly draws: number;
}

/** Σ (observed − expected)² / expected, over places with an expectation. */
export function chiSquare(observed: ArrayLike<number>, expected: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < observed.length; i++) {
    const e = expected[i] ?? 0;
    const difference = (observed[i] ?? 0) - e;
    if (e > 0) sum += difference ** 2 / e;
    else if (difference > 0) return Infinity;
  }
  return sum;
}

/**
 * How many of so many simulations reach the observed value, as a p value: (1 + #{simulated ≥ observed}) / (1 + simulations).
 * Never zero, and valid for any number of simulations (Phipson, Smyth 2010).
 */
export function pValue(observed: number, simulated: readonly number[]): number {
  // What is equal but for rounding is equal.
  const limit = observed - 1e-9 * Math.max(1, Math.abs(observed));
  return (1 + simulated.filter((one) => one >= limit).length) / (1 + simulated.length);
}

/** The least and the greatest of the middle part of simulated values: as many are left out below as above, and no more than 1 − part. */
export function middleOf(
  simulated: Float64Array,
  part: number,
): { readonly from: number; readonly to: number } {
  const sorted = simulated.toSorted();
  const out = Math.floor((sorted.length * (1 - part)) / 2);
  return { from: sorted[out] ?? 0, to: sorted[sorted.length - 1 - out] ?? 0 };
}

/** Adjusts p values of several tests together (Holm 1979): rejecting those below α errs with probability α at most. */
export function holm(values: readonly number[]): readonly number[] {
  const order = [...values.entries()].sort(([, a], [, b]) => a - b);
  const adjusted = Array.from(values, () => 1);
  let least = 0;
  for (const [rank, [index, value]] of order.entries()) {
    least = Math.max(least, Math.min(1, value * (values.length - rank)));
    adjusted[index] = least;
  }
  return adjusted;
}

/** A bias: this part of all selections is given to one place, and only the rest is drawn. */
export interface Favour {
  readonly place: number;
  readonly fraction: number;
}

/** A simulator of how often each of n places is drawn in all groups together. */
export class Selections {
  private readonly urns: readonly { readonly urn: Urn; readonly group: DrawGroup }[];
  readonly n: number;

  /** @param groups of at least one place; all of the same n */
  constructor(
    private readonly groups: readonly DrawGroup[],
    private readonly favour: Favour | null = null,
  ) {
    this.urns = groups.map((group) => ({ urn: new Urn(group.weights), group }));
    this.n = groups[0]?.weights.length ?? 0;
  }

  /** All draws of all groups. */
  get draws(): number {
    return this.urns.reduce((sum, { group }) => sum + group.draws, 0);
  }

  /** One simulated history: how often each place was drawn. */
  simulate(uniform: Uniform): Float64Array {
    const counts = new Float64Array(this.n);
    for (const { urn, group } of this.urns) {
      for (let i = 0; i < group.draws; i++) {
        for (const place of this.drawOnce(urn, group, uniform)) counts[place] = (counts[place] ?? 0) + 1;
      }
    }
    return counts;
  }

  /** The mean of simulated histories; exact where one place is drawn at a time. */
  expected(simulations: number, uniform: Uniform): Float64Array {
    const mean = new Float64Array(this.n);
    if (this.urns.every(({ group }) => group.k === 1)) {
      for (const { urn, group } of this.urns)
        for (const [i, weight] of group.weights.entries())
          mean[i] = (mean[i] ?? 0) + (group.draws * weight) / urn.total;
      return mean;
    }
    for (let s = 0; s < simulations; s++)
      for (const [i, count] of this.simulate(uniform).entries())
        mean[i] = (mean[i] ?? 0) + count / simulations;
    return mean;
  }

  /** The same draws, of which some are given away: a stated bias. */
  favouring(favour: Favour): Selections {
    return new Selections(this.groups, favour);
  }

  private drawOnce(urn: Urn, { k, weights }: DrawGroup, uniform: Uniform): readonly number[] {
    const { favour } = this;
    if (favour === null || (weights[favour.place] ?? 0) === 0 || uniform() >= favour.fraction)
      return urn.drawSome(k, uniform);
    if (k === 1) return [favour.place];
    const others = urn.drawSome(k, uniform).filter((place) => place !== favour.place);
    return [favour.place, ...others.slice(0, k - 1)];
  }
}

/** How often a test at level α would notice histories of an alternative, from values simulated under both. */
export function power(alternative: readonly number[], chance: readonly number[], alpha: number): number {
  const sorted = [...chance].sort((a, b) => a - b);
  // The least value that has p ≤ α among the simulated ones.
  const allowed = Math.floor(alpha * (1 + sorted.length)) - 1;
  const critical = sorted[sorted.length - 1 - allowed] ?? Infinity;
  if (allowed < 0) return 0;
  return alternative.filter((one) => one > critical).length / Math.max(1, alternative.length);
}
