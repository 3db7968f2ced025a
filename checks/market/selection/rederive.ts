import type { EventOf } from "../../../transcripts/market/events.js";
import { hex } from "../../shared/places.js";
import { at, whereOf, type MarketClaim } from "../claim.js";
import type { Place } from "../replay/task.js";
import { named } from "../words.js";
import { findAlgorithm, type Algorithm } from "./algorithms.js";
import { Beacons, saysRandomness, type Selection } from "./beacons.js";
import { Snapshots, type Snapshot } from "./snapshots.js";

/** Provers that are passed over in all draws together: about a minute. */
const MOST_STEPS = 1_000_000_000;

export const rederive: MarketClaim = {
  id: "market/rederive",
  claim:
    "Every random selection is the one that the public beacon, the snapshot of weights and the task give",
  severity: "high",
  cites: [
    "Rollers: randomly select",
    "taikoxyz/taiko-mono ProverPool.sol, commit 81c19390b7",
    "drand protocol specification",
  ],
  impact: "Somebody chose the provers, and called it chance.",
  advice:
    "Choose again from the round and the snapshot with the stated rule, and ask who made the assignment.",
  method:
    "The round's signature must be its chain's (BLS, under the pinned key); its randomness is SHA-256 of the signature. The snapshot " +
    "is the one whose SHA-256 (of the lines “prover weight”, ascending, weights above zero) the selection names, or the latest before it. The " +
    'selection is computed again by the rule that `algo` names, and must be the same provers: "sha256-rejection/1" draws without ' +
    'replacement by rejection; "keccak-mod/1" is one draw by a remainder, and is said to be biased. k must be the market\'s. One ' +
    "mismatch is a finding; a selection without round, snapshot or rule cannot be repeated, and is not decided, but where " +
    "it is of more provers than the market selects.",
  nothing: "no prover is selected at random",
  observe: ({ terms, evidence: { market, rounds = [] }, context }, report) => {
    const snapshots = new Snapshots();
    const beacons = new Beacons(market.file, rounds, context);
    const used = new Set<Algorithm>();
    let repeated = 0;
    let steps = 0;

    const assigned = (event: EventOf<"task.assign">, selection: Selection, place: Place): void => {
      const algorithm = findAlgorithm(selection.algo);
      const snapshot = snapshots.named(selection.snapshotSha256);
      const round = beacons.roundOf(selection, place);
      const what = named({ id: event.task });
      if (algorithm === null) return report.undecided(`the rule ${selection.algo} is not known, for ${what}`);
      if (snapshot === null) return report.undecided(`the log has no such snapshot of weights, for ${what}`);
      if (typeof round === "string") return report.undecided(`${round}, for ${what}`);
      if (selection.k > algorithm.most)
        return report.undecided(`${algorithm.name} does not say how ${selection.k} are chosen, for ${what}`);
      if (!saysRandomness(selection, round)) {
        return report.found(
          `randomness = SHA-256(signature of round ${selection.round}), for ${what}`,
          [place],
          {
            values: {
              task: event.task,
              said: selection.randomness ?? "",
              randomness: `0x${hex(round.randomness)}`,
            },
          },
        );
      }
      steps += snapshot.electorate.length * selection.k;
      if (steps > MOST_STEPS) return report.undecided(`too much to repeat: from ${what} on nothing was`);
      const chosen = algorithm.choose(round.randomness, event.task, snapshot.electorate, selection.k);
      if (chosen === null) return report.undecided(`${algorithm.name} does not know tasks such as ${what}`);
      used.add(algorithm);
      repeated++;
      compare(event, selection, { place, snapshot, chosen });
    };

    const compare = (
      { task, provers }: EventOf<"task.assign">,
      { k, round }: Selection,
      { place, snapshot, chosen }: { place: Place; snapshot: Snapshot; chosen: readonly string[] },
    ): void => {
      if (terms.params.k === undefined) report.undecided("how many are selected is not known: give params.k");
      else if (k !== terms.params.k) {
        report.found(`k = ${terms.params.k}, for ${named({ id: task })}`, [place], {
          values: { task, k: String(k) },
        });
      }
      if (sorted(provers) === sorted(chosen)) return;
      report.found(
        `provers = f(round ${round}, snapshot, task), for ${named({ id: task })}`,
        [place, snapshot.place],
        {
          values: { task, assigned: provers.join(" "), "by the rule": chosen.join(" ") },
        },
      );
    };

    return {
      on: {
        "rep.snapshot": (line) => void snapshots.add(line),
        "task.assign"(line) {
          const { mode, provers, selection, task } = line.event;
          if (mode !== "random") return;
          report.looked();
          const { k = Infinity } = terms.params;
          // Fewer may be left where others are busy; where the selection can be repeated, they are a mismatch.
          if (provers.length > k) {
            return report.found(`at most k = ${k} are selected for ${named({ id: task })}`, [at(line)], {
              values: { task, provers: provers.join(" ") },
            });
          }
          if (selection === undefined)
            return report.undecided(`nothing says how the provers of ${named({ id: task })} were selected`);
          assigned(line.event, selection, at(line));
        },
      },
      async *finish() {
        for (const { round, place, fault } of await beacons.faults()) {
          const statement = `round ${round.record.round} is a round of drand's ${round.chain.name}: ${fault}`;
          const evidence = [whereOf(market.file, place, { signature: hex(round.record.signature) })];
          yield { kind: "finding", finding: { statement, evidence } };
        }
        report.fact("Selections repeated", String(repeated));
        for (const { name, bias, rule } of used)
          report.fact(name, bias === null ? rule : `${rule} (${bias})`);
      },
    };
  },
};

function sorted(provers: readonly string[]): string {
  return [...provers].sort().join(" ");
}
