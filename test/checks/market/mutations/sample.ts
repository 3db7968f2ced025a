/** Some of all mutants: of each kind as many places as are asked for, spread evenly over the log. The same each time. */
import { linesOf } from "./survive.js";
import { mutantsOf, type Mutant } from "./mutate.js";

/** @param places how many of each kind, fewer where a log has fewer */
export function sample(text: string, places: number): (mutant: Mutant) => boolean {
  const totals = new Map<string, number>();
  for (const { kind } of mutantsOf(linesOf(text))) totals.set(kind, (totals.get(kind) ?? 0) + 1);
  const met = new Map<string, number>();
  return ({ kind }) => {
    const [number, total] = [met.get(kind) ?? 0, totals.get(kind) ?? 0];
    met.set(kind, number + 1);
    return bucket(number, places, total) !== bucket(number - 1, places, total);
  };
}

const bucket = (number: number, places: number, total: number): number =>
  Math.floor((number * Math.min(places, total)) / total);
