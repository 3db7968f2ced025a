/** What a prover gains who registers one stake under several names, where k provers are drawn without replacement. */
import { Urn } from "./sampling.js";
import type { Uniform } from "./random.js";

/** Provers of one weight. */
export interface WeightClass {
  readonly weight: number;
  readonly count: number;
}

/** More states of a draw than this are not enumerated. */
const MOST_STATES = 20_000;

/**
 * The expected number of slots that each class has of k, exactly: over how many of each class were drawn so far,
 * P(next is of class c) = (count_c − drawn_c)·weight_c / Σ. Null where there are too many states.
 */
export function expectedSlots(classes: readonly WeightClass[], k: number): readonly number[] | null {
  let states = new Map<string, { readonly drawn: readonly number[]; probability: number }>([
    ["", { drawn: classes.map(() => 0), probability: 1 }],
  ]);
  const slots = classes.map(() => 0);
  for (let draw = 0; draw < k; draw++) {
    const next: typeof states = new Map();
    for (const { drawn, probability } of states.values()) {
      const left = classes.map(({ weight, count }, c) => (count - (drawn[c] ?? 0)) * weight);
      const total = left.reduce((sum, one) => sum + one, 0);
      if (!(total > 0)) continue;
      for (const [c, weight] of left.entries()) {
        if (!(weight > 0)) continue;
        const p = (probability * weight) / total;
        slots[c] = (slots[c] ?? 0) + p;
        const after = drawn.with(c, (drawn[c] ?? 0) + 1);
        const key = after.join(",");
        const known = next.get(key);
        if (known === undefined) next.set(key, { drawn: after, probability: p });
        else known.probability += p;
      }
    }
    if (next.size > MOST_STATES) return null;
    states = next;
  }
  return slots;
}

/** A gain, and whether it is exact or the mean of simulations. */
export interface Gain {
  /** Expected slots of the parts together, over those of the whole. */
  readonly factor: number;
  readonly exact: boolean;
}

const SIMULATIONS = 20_000;

/** What splitting the stake at a place into equal parts gains. @param weights of which that at `place` is above zero */
export function gainOfSplitting(
  weights: readonly number[],
  k: number,
  place: number,
  parts: number,
  uniform: Uniform,
): Gain {
  const own = weights[place] ?? 0;
  const others = weights.filter((weight, i) => i !== place && weight > 0);
  const whole = slotsOf([{ weight: own, count: 1 }], others, k, uniform);
  const split = slotsOf([{ weight: own / parts, count: parts }], others, k, uniform);
  return { factor: split.slots / whole.slots, exact: whole.exact && split.exact };
}

/** Expected slots of one party's names among others. */
function slotsOf(
  party: readonly [WeightClass],
  others: readonly number[],
  k: number,
  uniform: Uniform,
): { readonly slots: number; readonly exact: boolean } {
  const counts = new Map<number, number>();
  for (const weight of others) counts.set(weight, (counts.get(weight) ?? 0) + 1);
  const classes = [...party, ...[...counts].map(([weight, count]) => ({ weight, count }))];
  const exact = expectedSlots(classes, k);
  if (exact !== null) return { slots: exact[0] ?? 0, exact: true };
  const [{ weight, count }] = party;
  const urn = new Urn([...Array.from({ length: count }, () => weight), ...others]);
  let slots = 0;
  for (let i = 0; i < SIMULATIONS; i++) {
    for (const place of urn.drawSome(k, uniform)) if (place < count) slots++;
  }
  return { slots: slots / SIMULATIONS, exact: false };
}
