/** Whether a contract's selection gives more slots to a stake that is split among several names (SYBIL_NEUTRAL). */
import fc from "fast-check";

/** How often each place is selected in all rounds together. */
export type Tally = (
  seed: bigint,
  stakes: readonly bigint[],
  k: number,
  rounds: number,
) => Promise<readonly bigint[]>;

export interface SplittingOptions {
  /** Slots of a round. */
  readonly k: number;
  /** Drawn stakes and splits that must hold; default 10. */
  readonly runs?: number;
  /** Rounds that are counted for each; default 150. */
  readonly rounds?: number;
  /** Default: drawn, and told in the outcome. */
  readonly seed?: number;
}

/** A stake that gains by being split. */
export interface SplittingKill {
  readonly stakes: readonly bigint[];
  /** Into how many parts the first of the stakes was split. */
  readonly parts: number;
  /** Slots of the stake as one name, and of its parts together, in all rounds. */
  readonly whole: number;
  readonly split: number;
  readonly path: string;
}

export interface SplittingOutcome {
  readonly seed: number;
  readonly runs: number;
  readonly kill: SplittingKill | null;
}

/** Deviations of this many standard deviations are no chance: 2·10⁻⁹ of them. */
const SIGMAS = 6;

class Gains extends Error {
  constructor(
    readonly whole: number,
    readonly split: number,
  ) {
    super(`${whole} slots as one name, ${split} as several`);
  }
}

/**
 * Draws stakes, splits the first of them, and compares its slots over the same number of rounds. Where the slots of a round
 * are drawn one by one, with or without replacement, their number for one party has at most the variance μ(1 − μ/k) of a
 * binomial with the same mean μ.
 * @throws Error where the tally does
 */
export async function assaySplitting(tally: Tally, options: SplittingOptions): Promise<SplittingOutcome> {
  const { k, runs = 10, rounds = 150, seed } = options;
  const stakes = fc.array(fc.bigInt({ min: 1n, max: 50n }), { minLength: 3, maxLength: 7 });
  const property = fc.asyncProperty(
    stakes,
    fc.integer({ min: 2, max: 10 }),
    fc.bigInt({ min: 1n, max: 2n ** 128n }),
    async (drawn, parts, random) => {
      // Every stake is a multiple of the parts, so that nothing is lost in the division.
      const [own = 0n, ...others] = drawn.map((stake) => stake * BigInt(parts));
      const [whole = 0n] = await tally(random, [own, ...others], k, rounds);
      const names = Array.from({ length: parts }, () => own / BigInt(parts));
      const slots = await tally(random + 1n, [...names, ...others], k, rounds);
      const split = slots.slice(0, parts).reduce((sum, one) => sum + one, 0n);
      const [before, after] = [Number(whole), Number(split)];
      const variance = [before, after].reduce((sum, one) => sum + one * (1 - one / (k * rounds)), 0);
      if (after - before > SIGMAS * Math.sqrt(variance)) throw new Gains(before, after);
    },
  );
  const details = await fc.check(property, {
    numRuns: runs,
    ...(seed === undefined ? {} : { seed }),
  });
  if (!details.failed) return { seed: details.seed, runs: details.numRuns, kill: null };
  const { errorInstance, counterexample } = details;
  if (!(errorInstance instanceof Gains) || counterexample === null) throw errorInstance;
  const [drawn, parts] = counterexample;
  return {
    seed: details.seed,
    runs: details.numRuns,
    kill: {
      stakes: drawn.map((stake) => stake * BigInt(parts)),
      parts,
      whole: errorInstance.whole,
      split: errorInstance.split,
      path: details.counterexamplePath ?? "",
    },
  };
}
