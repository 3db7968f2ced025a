import type { MarketLog } from "../../transcripts/market/read.js";
import { at, type MarketClaim } from "./claim.js";
import { Refused } from "./refused.js";
import { mayClaim, maySubmit } from "./terms.js";
import { named, short } from "./words.js";

/** Seconds from the end of a window at which both are tried. */
const AROUND = [-1, 0, 1] as const;

export const noGap: MarketClaim = {
  id: "market/no-gap",
  claim: "By the rules as stated, at every moment either a proof or a claim is possible, and never both",
  severity: "medium",
  cites: [
    "ZKPool: less than LiabilityWindow, and after the LiabilityWindow: neither is t = W",
    "ProofPool commit 129396f",
  ],
  impact:
    "In a gap nobody can move the task; in an overlap the order of two transactions decides who is paid.",
  advice: "State the rule for t = W, and test the contract at W − 1, W and W + 1.",
  method:
    "Whether a proof and whether a claim is possible is computed from the stated boundary at W − 1, W and W + 1: exactly one " +
    "must be, and it must change once. The windows of each task must be in order: the prover's own time ends no later than " +
    "all submissions. This is about the rules; that a contract keeps them is a property of the contract, tested by running it. But " +
    "where receipts of reverted transactions are given (tx.rejected): one that an assigned prover sent in their own time, for a task " +
    "that they did not prove after it, may be a proof that should have been possible; the receipt does not say, and the answer is inconclusive.",
  nothing: "no task has a window",
  observe: ({ terms, evidence: { market } }, report) => {
    let windows = 0;
    let rejected = 0;
    const refused = new Refused();
    return {
      on: {
        "task.open"(line, task) {
          if (task === null || task.again || task.opening?.place.seq !== line.event.seq) return;
          if (task.submitUntil !== null || terms.profile.deadlineFrom === "task.assign") windows++;
          if (task.ownUntil === null || task.submitUntil === null) return;
          if (task.ownUntil <= task.submitUntil) return;
          report.found(
            `the prover's own time ends no later than all submissions, for ${named(task)}`,
            [at(line)],
            {
              values: {
                task: task.id,
                "own time": String(task.ownUntil),
                submissions: String(task.submitUntil),
              },
            },
          );
        },
        "task.assign"(_line, task) {
          if (task !== null && !task.again) refused.assigned(task);
        },
        "tx.rejected"(line, task) {
          rejected++;
          const { actor, t, task: said } = line.event;
          // It is about a task that is not open: that is nobody's any more.
          if (said !== undefined && task === null) return;
          refused.rejected(actor, task, at(line), ({ ownUntil, submitUntil }) => {
            const until = ownUntil ?? submitUntil;
            return until !== null && maySubmit(t, until, terms.boundary);
          });
        },
      },
      leaves(task) {
        for (const { actor, place } of refused.left(task)) {
          report.undecided(
            `${short(actor)} sent a transaction in their time for ${named(task)}, and it was reverted (seq ${place.seq}): whether it was a right proof, no receipt says`,
          );
        }
      },
      *finish() {
        if (windows > 0 || rejected > 0)
          report.fact("Reverted transactions", suppliedWords(rejected, market));
        if (refused.seqs.length > 0)
          report.fact("Reverted in an assigned prover's own time (seq)", refused.seqs.join(", "));
        if (refused.overrun)
          report.undecided("too many reverted transactions name no task: not all were looked at");
        if (windows === 0) return;
        report.looked();
        const { boundary } = terms;
        for (const offset of AROUND) {
          const [submit, claim] = [maySubmit(offset, 0, boundary), mayClaim(offset, 0, boundary)];
          if (submit !== claim) continue;
          yield {
            kind: "finding",
            finding: {
              statement: `at t = W${offset === 0 ? "" : ` + ${offset}`} exactly one of proof and claim is possible`,
              evidence: [
                {
                  file: market.file,
                  section: "line 1",
                  values: { boundary, possible: submit ? "both" : "neither" },
                },
              ],
            },
          };
        }
        if (terms.assumed.includes("boundary")) {
          report.undecided("nobody states what holds at exactly t = W: give rules.boundary with --config");
        }
      },
    };
  },
};

function suppliedWords(rejected: number, { header }: MarketLog): string {
  if (rejected > 0) return String(rejected);
  return header.source?.receiptsSha256 === undefined ? "not supplied (a chain's logs have none)" : "none";
}
