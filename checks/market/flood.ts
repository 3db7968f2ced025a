import { at, type MarketClaim } from "./claim.js";
import { maySubmit } from "./terms.js";
import { named, short } from "./words.js";

export const flood: MarketClaim = {
  id: "market/flood",
  claim:
    "Only proofs of assigned provers are verified, and no more invalid ones of each than the market allows",
  severity: "medium",
  cites: [
    "Rollers: invalid proofs sent from multiple addresses",
    "scroll-tech/scroll pull 100 (slash for invalid: to do), pull 1665",
  ],
  impact: "Anybody can keep the verifier busy for nothing.",
  advice: "Refuse proofs of provers who are not assigned before looking at them, and count the invalid ones.",
  method:
    "A proof.submit that was verified (verdict ok or invalid) is of a prover assigned to the task, unless the profile opens the task to all " +
    "after the prover's own time and that is past. For each prover and task, at most maxInvalid proofs are judged invalid. " +
    "That each is fined is market/rep-update.",
  nothing: "no proof is sent",
  observe: ({ terms }, report) => {
    let uncounted = false;
    return {
      on: {
        "proof.submit"(line, task) {
          if (task === null || task.again) return;
          const { prover, verdict, t } = line.event;
          if (verdict === "unchecked") return;
          report.looked();
          const values = { task: task.id, prover };
          const open =
            terms.profile.openAfterExclusive &&
            (task.ownUntil === null || !maySubmit(t, task.ownUntil, terms.boundary));
          if (
            !open &&
            task.assignments.length > 0 &&
            task.assignments.every(({ provers }) => !provers.includes(prover))
          ) {
            report.found(
              `the proof of ${short(prover)}, which was verified, is of a prover assigned to ${named(task)}`,
              [at(line)],
              { values },
            );
          }
          if (verdict !== "invalid") return;
          const { maxInvalid } = terms.params;
          const invalid = task.submissions.filter(
            (one) => one.prover === prover && one.verdict === "invalid",
          );
          if (maxInvalid === undefined) uncounted = true;
          else if (invalid.length > maxInvalid) {
            report.found(
              `invalid proofs of ${short(prover)} for ${named(task)} ≤ ${maxInvalid}`,
              [at(line), ...invalid.slice(0, 3).map(({ place }) => place)],
              {
                values: { ...values, "invalid so far": String(invalid.length) },
              },
            );
          }
        },
      },
      finish() {
        if (uncounted)
          report.undecided("how many invalid proofs are allowed is not known: give params.maxInvalid");
      },
    };
  },
};
