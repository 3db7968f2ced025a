import { now } from "../clock.js";

/** How long a search or a proof may take: a moment, and a count of steps for results that do not depend on the machine. */
export interface Budget {
  /** Of the clock, after which to stop. */
  readonly deadline: number;
  /** Steps (equations looked at) after which to stop; unlimited where it is left out. */
  readonly steps?: number;
}

/** A budget of seconds from now. */
export const seconds = (count: number): Budget => ({ deadline: now() + 1000 * count });

/** The earlier of the budget's end and a share of what is left of it. */
export function share(budget: Budget, part: number): Budget {
  const at = now();
  return { ...budget, deadline: at + Math.max(0, budget.deadline - at) * part };
}

export const isOver = (budget: Budget): boolean => now() >= budget.deadline;

/** Draws from [0, 1): Math.random, or a seeded source so that a run can be repeated. */
export type Random = () => number;

/** A uniform integer in [0, bound). */
export function randomBelow(random: Random, bound: bigint): bigint {
  let value = 0n;
  for (let drawn = 1n; drawn < bound << 16n; drawn <<= 24n) {
    value = (value << 24n) | BigInt(Math.floor(random() * 0x1000000));
  }
  return value % bound;
}
