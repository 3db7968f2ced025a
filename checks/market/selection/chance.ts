/** The random numbers of a run's simulations, and the levels of its tests. */
import type { CheckContext } from "../../check.js";
import { uniformFrom, type Uniform } from "./random.js";

/** A claim about chance is called false where chance alone does this once in a thousand honest logs. */
export const ALPHA = 0.001;
/** Tests that notice the stated alternative less often than this decide nothing when they notice nothing. */
export const ENOUGH_POWER = 0.8;

/** Repeated by the run's seed. */
export function uniformOf(context: Pick<CheckContext, "weights">, label: string): Uniform {
  const [seed = 1n] = context.weights(`simulation of ${label}`).integers(0, 1);
  return uniformFrom(seed);
}

/** How many simulations of so many draws each a run can afford: enough for the level, ten thousand at most. */
export function affordable(draws: number): number {
  return Math.max(1999, Math.min(9999, Math.floor(5_000_000 / Math.max(1, draws))));
}

/** "0.0123", and never 0. */
export const pText = (p: number): string => p.toPrecision(3);
