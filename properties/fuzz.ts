/** Random inputs until one fails, by fast-check; the failing one is shrunk, and its path replays it. */
import fc from "fast-check";
import { now } from "./clock.js";

export interface Trial<T> {
  /** Names the trial within its property: letters, digits, "-". A path is part:path. */
  readonly part: string;
  readonly arbitrary: fc.Arbitrary<T>;
  /** Tried first. */
  readonly examples?: readonly T[];
  /** Default: the runs of the context. */
  readonly runs?: number;
  /** What is wrong with the circuit on this input, or null where nothing is. */
  readonly test: (value: T) => Promise<string | null> | string | null;
}

export interface Fuzzed<T> {
  readonly runs: number;
  /** Whether time ended it before all runs were made. */
  readonly interrupted: boolean;
  readonly failure: { readonly value: T; readonly wrong: string; readonly path: string } | null;
}

/** What a trial is repeated by. */
export interface Repeat {
  readonly seed: number;
  readonly runs: number;
  /** Of the clock: no input is tried after it. */
  readonly deadline: number;
  /** part:path of an earlier failure: only that input is tried. */
  readonly path?: string;
}

class Wrong extends Error {}

/** @throws whatever a test throws: that is a fault of ours, and no failure of the circuit */
export async function fuzz<T>(trial: Trial<T>, repeat: Repeat): Promise<Fuzzed<T>> {
  const { part, arbitrary, examples, test } = trial;
  const replayed = repeat.path?.startsWith(`${part}:`) === true ? repeat.path.slice(part.length + 1) : null;
  const isTimeUp = (): boolean => now() >= repeat.deadline && replayed === null;
  if ((repeat.path !== undefined && replayed === null) || isTimeUp()) {
    return { runs: 0, interrupted: repeat.path === undefined, failure: null };
  }
  let [runs, interrupted] = [0, false];
  // Inputs that come too late pass untried, and are not counted; fast-check's own limit is of the wall's clock.
  const property = fc.asyncProperty(arbitrary, async (value) => {
    interrupted ||= isTimeUp();
    if (interrupted) return;
    runs++;
    const wrong = await test(value);
    if (wrong !== null) throw new Wrong(wrong);
  });
  const details = await fc.check(property, {
    seed: repeat.seed,
    numRuns: trial.runs ?? repeat.runs,
    ...(examples === undefined ? {} : { examples: examples.map((value): [T] => [value]) }),
    ...(replayed === null ? {} : { path: replayed, endOnFailure: true }),
  });
  const { counterexample, counterexamplePath, errorInstance } = details;
  if (counterexample === null) return { runs, interrupted, failure: null };
  if (!(errorInstance instanceof Wrong)) throw errorInstance;
  const path = `${part}:${counterexamplePath}`;
  const failure = { value: counterexample[0], wrong: errorInstance.message, path };
  // Inputs until it failed; those that made it smaller are no runs.
  return { runs: details.numRuns, interrupted, failure };
}
