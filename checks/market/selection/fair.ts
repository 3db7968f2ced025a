import { at, type MarketClaim } from "../claim.js";
import type { ByChance } from "../../../findings/index.js";
import { fact } from "../../check.js";
import { named, short } from "../words.js";
import { affordable, ALPHA, ENOUGH_POWER, pText, uniformOf } from "./chance.js";
import { isRepeatable } from "./derived.js";
import { SelectionCounts } from "./selectionCounts.js";
import { Snapshots } from "./snapshots.js";
import { chiSquare, holm, middleOf, power, pValue, Selections } from "./statistics.js";
import type { Uniform } from "./random.js";

/** The bias that the test's power is stated for: this part of all selections is given to one prover. */
const GIVEN = 0.2;
const ALTERNATIVES = 400;

export const fair: MarketClaim = {
  id: "market/fair",
  claim:
    "Provers who are selected by chance that nobody can repeat are selected as often as their weights say",
  severity: "medium",
  confidence: "likely",
  cites: [
    "Rollers: not only the fastest roller but everyone has a chance",
    "Phipson, Smyth 2010",
    "Holm 1979",
  ],
  impact: "Somebody is preferred, and somebody else's stake earns less than it should.",
  advice:
    "Ask for selections from a public beacon, which can be repeated one by one, and look at those who made these.",
  method:
    "For selections that no public round decides. X² = Σ (selected − expected)²/expected over all provers, where each selection has the " +
    "weights of its own snapshot, k drawn without replacement. Its p value is that of simulated histories of the same snapshots " +
    "(xoshiro128**, from the run's seed), so that small counts need no approximation; provers who stand out are named by " +
    "Holm's procedure. Below p = 0.001 the claim is called false, with confidence “likely”. Where the test would notice in fewer " +
    "than 80 of 100 histories that every fifth selection is given to the heaviest prover, nothing is decided. Provers who are busy or blocked are not known.",
  nothing: "no prover is selected at random but by a public round",
  observe: ({ evidence: { market }, context }, report) => {
    const snapshots = new Snapshots();
    const counts = new SelectionCounts();
    return {
      on: {
        "rep.snapshot": (line) => void snapshots.add(line),
        "task.assign"(line) {
          const { mode, selection, provers, task } = line.event;
          if (mode !== "random" || isRepeatable(selection) || provers.length === 0) return;
          const snapshot = snapshots.named(selection?.snapshotSha256);
          const what = named({ id: task });
          if (snapshot === null) return report.undecided(`there is no snapshot of weights for ${what}`);
          report.looked();
          const able = new Set(snapshot.electorate.map(([prover]) => prover));
          const stranger = provers.find((prover) => !able.has(prover));
          if (stranger !== undefined || new Set(provers).size < provers.length) {
            report.found(
              `those selected for ${what} have weights, and each is selected once`,
              [at(line), snapshot.place],
              {
                confidence: "proven",
                values: { task, provers: provers.join(" ") },
              },
            );
            return;
          }
          counts.add(snapshot.digest, snapshot.electorate, provers);
        },
      },
      *finish() {
        if (counts.total === 0) return;
        const test = testOf(counts, uniformOf(context, "fair selection"));
        const { observed } = counts;
        const shown = counts.provers.slice(0, MOST_SHOWN);
        yield {
          kind: "exhibit",
          make: () => ({
            kind: "histogram",
            title: "Selections of each prover",
            counted: `Selections of ${shown.length} of ${counts.provers.length} provers, with what their weights give`,
            bars: shown.map((label, i) => ({
              label,
              count: observed[i] ?? 0,
              byChance: test.byChance[i] ?? { mean: 0, from: 0, to: 0 },
            })),
          }),
        };
        const rows = shown.map((label, i) => ({
          label,
          value: `selected ${observed[i] ?? 0}, expected ${(test.expected[i] ?? 0).toFixed(1)}, p ${pText(test.adjusted[i] ?? 1)}`,
        }));
        yield fact(
          "X² of all provers",
          `${test.statistic.toFixed(2)}, p = ${pText(test.p)} (${test.simulations} simulations)`,
        );
        yield fact(
          "Power",
          `that ${100 * GIVEN} % of selections are given to the heaviest prover is noticed in ${Math.round(100 * test.power)} of 100 such histories at p < ${ALPHA}`,
        );
        if (test.p < ALPHA) {
          const standing = counts.provers.filter((_, i) => (test.adjusted[i] ?? 1) < ALPHA);
          yield {
            kind: "finding",
            finding: {
              statement: `${counts.total} selections fit the weights: X² = ${test.statistic.toFixed(1)} comes by chance with p = ${pText(test.p)}`,
              evidence: [
                {
                  file: market.file,
                  values: {
                    "stand out": standing.map(short).join(" ") || "none alone",
                    ...Object.fromEntries(rows.map(({ label, value }) => [label, value])),
                  },
                },
              ],
            },
          };
        } else if (test.power < ENOUGH_POWER) {
          report.undecided(
            `${counts.total} selections are too few to notice a bias (power ${test.power.toFixed(2)})`,
          );
        }
        if (counts.uncounted > 0) report.undecided(`${counts.uncounted} further selections were not tested`);
      },
    };
  },
};

/** Provers that the report shows. */
const MOST_SHOWN = 100;
/** The part of all histories that the shown range of a count holds at least. */
const SHOWN_RANGE = 0.99;

interface Tested {
  readonly statistic: number;
  readonly p: number;
  readonly expected: ArrayLike<number>;
  /** By prover, adjusted for their number. */
  readonly adjusted: readonly number[];
  /** By prover, the first that are shown. */
  readonly byChance: readonly ByChance[];
  readonly power: number;
  readonly simulations: number;
}

/** The joint test, one for each prover, and the power of the first. */
function testOf(counts: Pick<SelectionCounts, "drawGroups" | "observed">, uniform: Uniform): Tested {
  const chance = new Selections(counts.drawGroups);
  const simulations = affordable(chance.draws);
  const expected = chance.expected(1000, uniform);
  const { observed } = counts;
  const statistic = chiSquare(observed, expected);
  const deviations = observed.map((count, i) => Math.abs(count - (expected[i] ?? 0)));
  const reached = observed.map(() => 0);
  const simulated: number[] = [];
  const drawn = observed.slice(0, MOST_SHOWN).map(() => new Float64Array(simulations));
  for (let s = 0; s < simulations; s++) {
    const history = chance.simulate(uniform);
    simulated.push(chiSquare(history, expected));
    for (const [i, drawnOf] of drawn.entries()) drawnOf[s] = history[i] ?? 0;
    for (const [i, deviation] of deviations.entries()) {
      if (Math.abs((history[i] ?? 0) - (expected[i] ?? 0)) >= deviation - 1e-9)
        reached[i] = (reached[i] ?? 0) + 1;
    }
  }
  const heaviest = [...expected].reduce((best, value, i) => (value > (expected[best] ?? 0) ? i : best), 0);
  const biased = chance.favouring({ place: heaviest, fraction: GIVEN });
  const alternatives = Array.from({ length: ALTERNATIVES }, () =>
    chiSquare(biased.simulate(uniform), expected),
  );
  return {
    statistic,
    expected,
    simulations,
    p: pValue(statistic, simulated),
    adjusted: holm(reached.map((count) => (1 + count) / (1 + simulations))),
    byChance: drawn.map((drawnOf, i) => ({ mean: expected[i] ?? 0, ...middleOf(drawnOf, SHOWN_RANGE) })),
    power: power(alternatives, simulated, ALPHA),
  };
}
