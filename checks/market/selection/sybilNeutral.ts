import { fact } from "../../check.js";
import type { MarketClaim } from "../claim.js";
import { uniformOf } from "./chance.js";
import { ratio } from "./selectionCounts.js";
import { Snapshots } from "./snapshots.js";
import { gainOfSplitting } from "./sybil.js";

/** Into how many names a stake is split. */
const PARTS = 10;
/** Gains up to this are none: what 20,000 simulations cannot tell from one. */
const NEUTRAL = 1.01;
/** Provers of a snapshot with which a gain is computed. */
const MOST_PROVERS = 1000;

export const sybilNeutral: MarketClaim = {
  id: "market/sybil-neutral",
  claim:
    "By the rule of selection, nobody is selected more often for having split a stake among several names",
  severity: "low",
  cites: ["Rollers: register multiple positions while only run the core computation once"],
  impact: "Who registers many names is paid several times for one computation.",
  advice: "Select one prover a task, or draw with replacement and count a prover's slots together.",
  method:
    "For the last snapshot of weights and the largest k of the log: expected slots of the heaviest prover's stake in ten equal parts, " +
    "over its expected slots as one, k drawn without replacement. Exact, over the states of a draw, or by 20,000 simulations. With k = 1 the " +
    "gain is exactly 1. Above 1 the rule rewards splitting; whether somebody did it, no log shows: the answer is inconclusive, and " +
    "the gain is reported.",
  nothing: "no prover is selected at random by weights",
  observe: ({ context }, report) => {
    const snapshots = new Snapshots();
    let k = 0;
    return {
      on: {
        "rep.snapshot": (line) => void snapshots.add(line),
        "task.assign"(line) {
          const { mode, selection, provers } = line.event;
          if (mode === "random") k = Math.max(k, selection?.k ?? provers.length);
        },
      },
      *finish() {
        const electorate = snapshots.latest?.electorate ?? [];
        if (k === 0 || electorate.length === 0) return;
        report.looked();
        if (k === 1)
          return yield fact(
            "Gain of splitting a stake in ten, k = 1",
            "×1 (one prover is selected by weight)",
          );
        if (electorate.length > MOST_PROVERS || k > 100) {
          return report.undecided(`k = ${k} of ${electorate.length} provers is not computed`);
        }
        const total = electorate.reduce((sum, [, weight]) => sum + weight, 0n);
        const weights = electorate.map(([, weight]) => ratio(weight, total));
        const heaviest = weights.reduce((best, weight, i) => (weight > (weights[best] ?? 0) ? i : best), 0);
        const gain = gainOfSplitting(weights, k, heaviest, PARTS, uniformOf(context, "splitting"));
        const words = `×${gain.factor.toFixed(2)}${gain.exact ? "" : " (simulated)"}`;
        const share = `${(100 * (weights[heaviest] ?? 0)).toFixed(1)} % of all weight`;
        yield fact(`Gain of splitting a stake of ${share} in ten, k = ${k} of ${electorate.length}`, words);
        if (gain.factor > NEUTRAL) {
          report.undecided(
            `the rule rewards splitting a stake (${words} slots for the heaviest); whether somebody did, no log shows`,
          );
        }
      },
    };
  },
};
