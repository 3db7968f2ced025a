import { at, type MarketClaim } from "./claim.js";
import { mayClaim, maySubmit } from "./terms.js";
import { named } from "./words.js";

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
    "all submissions. This is about the rules; that a contract keeps them is a property of the contract, tested by running it.",
  nothing: "no task has a window",
  observe: ({ terms, evidence: { market } }, report) => {
    let windows = 0;
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
      },
      *finish() {
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
