/** Who was selected how often, and by which weights: what remains of a log for the tests of chance. */
import type { Electorate } from "./algorithms.js";
import type { DrawGroup } from "./statistics.js";

/** Selections that are counted; the simulations would take too long for more. */
const MOST_SELECTIONS = 20_000;
const MOST_GROUPS = 4000;
const MOST_PROVERS = 2000;

interface Group {
  readonly electorate: Electorate;
  readonly k: number;
  draws: number;
}

export class SelectionCounts {
  private readonly groups = new Map<string, Group>();
  private readonly counts = new Map<string, number>();
  private readonly names = new Set<string>();
  total = 0;
  /** Selections beyond what is counted. */
  uncounted = 0;

  /** @param digest of the electorate; @param provers all of them in it */
  add(digest: string, electorate: Electorate, provers: readonly string[]): void {
    const key = `${digest} ${provers.length}`;
    const known = this.groups.get(key);
    if (this.total >= MOST_SELECTIONS || (known === undefined && !this.fits(electorate))) {
      this.uncounted++;
      return;
    }
    this.total++;
    if (known === undefined) this.groups.set(key, { electorate, k: provers.length, draws: 1 });
    else known.draws++;
    for (const prover of provers) this.counts.set(prover, (this.counts.get(prover) ?? 0) + 1);
  }

  /** All provers with a weight in some group, in the order of the counts. */
  get provers(): readonly string[] {
    return [...this.names];
  }

  get observed(): readonly number[] {
    return this.provers.map((prover) => this.counts.get(prover) ?? 0);
  }

  /** Weights by the order of `provers`, scaled to their sum: only their ratios matter. */
  get drawGroups(): readonly DrawGroup[] {
    const places = new Map(this.provers.map((prover, i) => [prover, i]));
    return [...this.groups.values()].map(({ electorate, k, draws }) => {
      const weights = this.provers.map(() => 0);
      const total = electorate.reduce((sum, [, weight]) => sum + weight, 0n);
      for (const [prover, weight] of electorate) weights[places.get(prover) ?? 0] = ratio(weight, total);
      return { weights, k, draws };
    });
  }

  private fits(electorate: Electorate): boolean {
    if (this.groups.size >= MOST_GROUPS) return false;
    const fresh = electorate.filter(([prover]) => !this.names.has(prover));
    if (this.names.size + fresh.length > MOST_PROVERS) return false;
    for (const [prover] of fresh) this.names.add(prover);
    return true;
  }
}

/** Part of a whole as a number with 53 bits, whatever the size of both. */
export function ratio(part: bigint, whole: bigint): number {
  return whole === 0n ? 0 : Number((part << 60n) / whole) / 2 ** 60;
}
