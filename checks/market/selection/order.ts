import { findChain, timeOfRound, type DrandChain } from "../../../transcripts/drand/chains.js";
import { utc } from "../../beacon/dates.js";
import { fact } from "../../check.js";
import { at, type MarketClaim } from "../claim.js";
import type { Place, Task } from "../replay/task.js";
import { named } from "../words.js";
import { Snapshots } from "./snapshots.js";

export const order: MarketClaim = {
  id: "market/selection-order",
  claim:
    "Task and snapshot of weights stand before the round that decides exists, and each attempt is drawn once",
  severity: "high",
  cites: [
    "code4rena 2024-03 Taiko M-11: grindable randomness",
    "taikoxyz/taiko-mono ProverPool.sol: the proposer knows the randomness",
  ],
  impact:
    "Who knows the randomness first can choose the task, the weights or the round so that a certain prover is selected.",
  advice: "Fix task and weights first, name the round in advance, and take the first draw whatever it is.",
  method:
    "Of each random assignment with a drand round: time of task.open < time of the round, time of the snapshot < time of the round, " +
    "and time of the round ≤ time of the assignment; the time of a round is genesis + (round − 1)·period. A task is drawn once for each " +
    "attempt, from one round; a second assignment without a task.reopen, or from the same round, is a re-draw. The round must " +
    "follow from the opening: where the number of rounds between them differs from task to task, somebody may have chosen it, " +
    "and the answer is inconclusive.",
  nothing: "no prover is selected from a public round",
  observe: (_, report) => {
    const snapshots = new Snapshots();
    const draws = new WeakMap<
      Task,
      { attempt: number; readonly drawn: { attempt: number; round: string; place: Place }[] }
    >();
    const delays = new Map<number, number>();

    const historyOf = (task: Task) => {
      const known = draws.get(task) ?? { attempt: 0, drawn: [] };
      draws.set(task, known);
      return known;
    };

    const before = (what: string, place: Place, chain: DrandChain, round: number, line: Place): void => {
      const due = timeOfRound(chain, round);
      if (place.t < due) return;
      report.found(`${what} stands before round ${round} exists`, [line, place], {
        values: { "round at": utc(due), [`${what} at`]: utc(place.t) },
      });
    };

    return {
      on: {
        "rep.snapshot": (line) => void snapshots.add(line),
        "task.reopen"(_line, task) {
          if (task !== null) historyOf(task).attempt++;
        },
        "task.assign"(line, task) {
          const { mode, selection } = line.event;
          if (mode !== "random" || selection === undefined || task === null) return;
          const chain = findChain(selection.chainHash.slice(2));
          const place = at(line);
          if (chain === null) return report.undecided(`the drand chain ${selection.chainHash} is not pinned`);
          report.looked();
          const history = historyOf(task);
          const { attempt, drawn } = history;
          const round = `${chain.hash} ${selection.round}`;
          const again = drawn.find((one) => one.attempt === attempt || one.round === round);
          if (again !== undefined) {
            report.found(
              `${named(task)} is drawn once an attempt, each from a round of its own`,
              [place, again.place],
              {
                values: { task: task.id, round: String(selection.round) },
              },
            );
          }
          drawn.push({ attempt, round, place });
          if (place.t < timeOfRound(chain, selection.round)) {
            report.found(`round ${selection.round} exists when ${named(task)} is assigned by it`, [place], {
              values: {
                task: task.id,
                "round at": utc(timeOfRound(chain, selection.round)),
                assigned: utc(place.t),
              },
            });
          }
          const snapshot = snapshots.named(selection.snapshotSha256);
          if (snapshot === null) report.undecided(`the log has no snapshot for ${named(task)}`);
          else before("the snapshot of weights", snapshot.place, chain, selection.round, place);
          if (task.opening === null) return report.undecided(`${named(task)} was never opened`);
          before(named(task), task.opening.place, chain, selection.round, place);
          if (attempt > 0) return;
          const delay = Math.ceil(
            (timeOfRound(chain, selection.round) - task.opening.place.t) / chain.period,
          );
          delays.set(delay, (delays.get(delay) ?? 0) + 1);
        },
      },
      *finish() {
        if (delays.size === 0) return;
        const seen = [...delays.keys()].sort((a, b) => a - b).slice(0, 5);
        yield fact("Rounds from a task's opening to the one that decides", seen.join(", "));
        if (delays.size > 1) {
          report.undecided(
            "the round that decides is not a fixed number of rounds after the opening: somebody may have chosen it",
          );
        }
      },
    };
  },
};
