import { fact } from "../../check.js";
import type { MarketClaim } from "../claim.js";
import type { Task } from "../replay/task.js";
import { maySubmit, type Terms } from "../terms.js";
import { affordable, ALPHA, ENOUGH_POWER, pText, uniformOf } from "./chance.js";
import type { Uniform } from "./random.js";
import { power, pValue } from "./statistics.js";

/** Tasks that are counted. */
const MOST_TASKS = 100_000;
/** The bias that the test's power is stated for: the first to arrive wins twice as often as one of n should. */
const FACTOR = 2;
const ALTERNATIVES = 400;

export const latencyFree: MarketClaim = {
  id: "market/latency-free",
  claim: "Among those who prove in time, who is paid does not depend on who was first",
  severity: "medium",
  confidence: "likely",
  cites: ["Rollers: even if you are faster, the chance will be the same"],
  impact: "The market is a race: all but the fastest work for nothing.",
  advice: "Draw the winner after the window ends, from all valid proofs, by a public beacon.",
  method:
    "For each task with a winner and at least two provers whose proofs came in time and were not judged invalid: the winner's place in " +
    "the order of arrival, from 0 to n − 1. If the order does not matter it is uniform. S = Σ (place − (n − 1)/2)/(n − 1) over all tasks; its " +
    "two-sided p value is that of simulated places (a permutation test: xoshiro128**, from the run's seed). Below p = 0.001 the claim is " +
    "called false. Where the test would notice that the first wins twice as often as one of n should in fewer than 80 of 100 histories, " +
    "nothing is decided.",
  nothing: "no task has several provers in time, and a winner",
  beside: ({ rewardMode }) =>
    rewardMode === "lottery" ? null : "the reward is not drawn among several provers",
  observe: ({ terms, evidence: { market }, context }, report) => {
    /** By the number of provers n: how often each place won. */
    const places = new Map<number, number[]>();
    let total = 0;
    let uncounted = 0;
    return {
      leaves(task) {
        const arrival = arrivalOf(task, terms);
        if (arrival === null) return;
        report.looked();
        if (total >= MOST_TASKS || arrival.n > 1000) {
          uncounted++;
          return;
        }
        total++;
        const counts = places.get(arrival.n) ?? Array.from({ length: arrival.n }, () => 0);
        counts[arrival.place] = (counts[arrival.place] ?? 0) + 1;
        places.set(arrival.n, counts);
      },
      *finish() {
        if (total === 0) return;
        const test = testOf(places, uniformOf(context, "order of arrival"));
        const words = [...places].map(([n, counts]) => `of ${n}: ${counts.join(", ")}`).join("; ");
        yield fact("How often each place of arrival won", words.slice(0, 500));
        yield fact(
          "S",
          `${test.statistic.toFixed(2)} over ${total} tasks, p = ${pText(test.p)} (below zero: early)`,
        );
        yield fact(
          "Power",
          `the first winning ${FACTOR} times as often is noticed in ${Math.round(100 * test.power)} of 100 such histories at p < ${ALPHA}`,
        );
        if (test.p < ALPHA) {
          const early = test.statistic < 0 ? "early" : "late";
          yield {
            kind: "finding",
            finding: {
              statement: `the winner's place is uniform: those who are ${early} win, which comes by chance with p = ${pText(test.p)}`,
              evidence: [
                { file: market.file, values: { places: words.slice(0, 500), tasks: String(total) } },
              ],
            },
          };
        } else if (test.power < ENOUGH_POWER) {
          report.undecided(`${total} tasks are too few to notice a race (power ${test.power.toFixed(2)})`);
        }
        if (uncounted > 0) report.undecided(`${uncounted} further tasks were not tested`);
      },
    };
  },
};

/** The winner's place among those who proved in time; null where there is no race to speak of. */
function arrivalOf(task: Task, { boundary }: Terms): { readonly place: number; readonly n: number } | null {
  if (task.again) return null;
  const { submitUntil } = task;
  const order = new Set(
    task.submissions
      .filter(
        ({ verdict, place }) =>
          verdict !== "invalid" && (submitUntil === null || maySubmit(place.t, submitUntil, boundary)),
      )
      .map(({ prover }) => prover),
  );
  const paid = new Set(
    task.flows
      .filter(({ why, kind }) => why === "reward" && kind !== "lock" && kind !== "slash")
      .map(({ to }) => to),
  );
  const winners = [...order].filter((prover) => paid.has(prover));
  const [winner] = winners.length === 0 && task.done !== null ? [task.done.prover] : winners;
  if (winner === undefined || winners.length > 1 || order.size < 2 || !order.has(winner)) return null;
  return { place: [...order].indexOf(winner), n: order.size };
}

interface Tested {
  readonly statistic: number;
  readonly p: number;
  readonly power: number;
}

/** @param places by n, how often each of the n places won */
function testOf(places: ReadonlyMap<number, readonly number[]>, uniform: Uniform): Tested {
  const sizes = [...places].map(([n, counts]) => ({ n, tasks: counts.reduce((sum, one) => sum + one, 0) }));
  const simulate = (first: number): number => {
    let sum = 0;
    for (const { n, tasks } of sizes) {
      for (let i = 0; i < tasks; i++) sum += score(placeOf(n, first, uniform), n);
    }
    return sum;
  };
  const statistic = [...places].reduce(
    (sum, [n, counts]) => sum + counts.reduce((all, count, place) => all + count * score(place, n), 0),
    0,
  );
  const total = sizes.reduce((sum, { tasks }) => sum + tasks, 0);
  const chance = Array.from({ length: affordable(total) }, () => Math.abs(simulate(1)));
  const race = Array.from({ length: ALTERNATIVES }, () => Math.abs(simulate(FACTOR)));
  return { statistic, p: pValue(Math.abs(statistic), chance), power: power(race, chance, ALPHA) };
}

/** −1/2 for the first, 1/2 for the last. */
function score(place: number, n: number): number {
  return place / (n - 1) - 0.5;
}

/** A place by chance, where the first is so many times as likely as one of n. */
function placeOf(n: number, first: number, uniform: Uniform): number {
  const share = Math.min(1, first / n);
  const value = uniform();
  if (value < share) return 0;
  return 1 + Math.min(n - 2, Math.floor(((value - share) / (1 - share)) * (n - 1)));
}
