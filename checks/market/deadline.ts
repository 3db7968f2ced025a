import { at, type MarketClaim } from "./claim.js";
import type { Done, Place, Task } from "./replay/task.js";
import { maySubmit } from "./terms.js";
import { named } from "./words.js";

export const deadline: MarketClaim = {
  id: "market/deadline",
  claim: "A task is done, and its proof is paid, only within its window",
  severity: "high",
  cites: [
    "ZKPool: within the specified time (less than LiabilityWindow)",
    "Trail of Bits TOB-SUCC-6",
    "scroll-tech/scroll pull 1764: accepts proofs after the timeout",
  ],
  impact: "A prover who is late is treated as one who is not; the requester waits and pays all the same.",
  advice: "Compare the time of the proof with the window that was agreed when the task was opened.",
  method:
    "W is the end of the last window in which a proof may come: opening + liabilityWindow, or assignment + T. A proof at t " +
    "is in time where t ≤ W (submitInclusive) or t < W (claimInclusive); the report states which. The time of a task.done is " +
    "that of the proof that it names. In lotteries each prover who is paid must have a proof in time.",
  nothing: "no task is done",
  observe: ({ terms }, report) => {
    const late = (place: Place, task: Task): boolean => {
      if (task.submitUntil === null) {
        report.undecided(`${named(task)} has no window that anybody states: give it with --config`);
        return false;
      }
      report.looked();
      return !maySubmit(place.t, task.submitUntil, terms.boundary);
    };
    const blame = (what: string, task: Task, places: readonly Place[]): void => {
      const [first] = places;
      if (first === undefined || task.submitUntil === null) return;
      report.found(`${what} by W = ${task.submitUntil}, for ${named(task)}`, places, {
        values: { task: task.id, "after W": `${first.t - task.submitUntil} s` },
      });
    };
    return {
      on: {
        "task.done"(line, task) {
          if (task === null || task.again || task.done?.place.seq !== line.event.seq) return;
          const proof = proofOf(task, task.done) ?? at(line);
          if (late(proof, task))
            blame("the proof comes", task, proof.seq === line.event.seq ? [proof] : [proof, at(line)]);
        },
        pay: (line, task) => lottery(line.event.to, line.event.why, at(line), task),
        release: (line, task) => lottery(line.event.to, line.event.why, at(line), task),
      },
    };

    function lottery(to: string, why: string, place: Place, task: Task | null): void {
      if (terms.rewardMode !== "lottery" || why !== "reward" || task === null || task.again) return;
      const proofs = task.submissions.filter(({ prover, verdict }) => prover === to && verdict !== "invalid");
      const [first] = proofs;
      if (first === undefined || task.done?.prover === to) return;
      if (proofs.every((one) => late(one.place, task)))
        blame(`a proof of ${to}, who is paid, comes`, task, [first.place, place]);
    }
  },
};

/** The proof that made a task done. */
export function proofOf(task: Task, done: Done): Place | null {
  const meant = task.submissions.find(({ place }) => place.seq === done.proofSeq);
  const last = task.submissions.findLast(
    ({ prover, verdict }) => prover === done.prover && verdict !== "invalid",
  );
  return (meant ?? last)?.place ?? null;
}
