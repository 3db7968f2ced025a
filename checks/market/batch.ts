import { at, type MarketClaim } from "./claim.js";
import { DigestSet } from "./replay/digestSet.js";
import { short } from "./words.js";

export const batch: MarketClaim = {
  id: "market/batch",
  claim: "Every task of an aggregated batch was proven, and is aggregated once",
  severity: "high",
  cites: [
    "taiko-mono prover_market_review2.md: only the first overlapped term of a batch is authorised and slashed",
  ],
  impact: "A task enters the chain without a proof that anybody answers for.",
  advice: "Look at each task of the batch, not only at the first.",
  method:
    "Each task that agg.include names has a task.done before it, in the log's order, and stands in no other batch and not twice in " +
    "one. Names are kept as 64-bit digests.",
  nothing: "no batch is in the log",
  observe: (_setting, report) => {
    const done = new DigestSet();
    const included = new DigestSet();
    return {
      on: {
        "task.done"(line) {
          done.add(line.event.task);
        },
        "agg.include"(line) {
          for (const task of line.event.tasks) {
            report.looked();
            const values = { task, batch: line.event.l1tx };
            if (!done.has(task))
              report.found(`task ${short(task)} is done before it is aggregated`, [at(line)], { values });
            if (included.add(task))
              report.found(`task ${short(task)} is aggregated once`, [at(line)], { values });
          }
        },
      },
    };
  },
};
