import { at, type MarketClaim } from "./claim.js";

export const sequence: MarketClaim = {
  id: "market/sequence",
  claim:
    "The log is one story without holes: positions grow by one, time and blocks do not go back, transactions are whole",
  severity: "high",
  cites: ["zkassay market log, version 1: seq is a total order, lines of one tx are atomic"],
  impact:
    "Lines that are missing or moved may be those that would show a broken promise. No claim about the market is proven " +
    "by such a log, and what looks broken may have been mended by a line that is not there.",
  advice: "Write the log again from the chain's logs, from the block in which the contract was made.",
  method:
    "seq must be one more than in the line before; t and blk must not decrease, nor log indices in a block, and a block has one t; " +
    "lines of one transaction must be adjacent and agree in t and blk. A hole in seq is inconclusive: what is missing is not known. Anything else is false on its face. " +
    "Where this check does not pass, no other passes, and their findings are likely rather than proven. Transactions that " +
    "were left are kept as 64-bit digests.",
  nothing: "the log has no event",
  ofTheOrder: true,
  observe: ({ continuity }, report) => ({
    each() {
      report.looked();
    },
    *finish() {
      for (const { kind, statement, line } of continuity.breaches) {
        if (kind === "order") report.found(statement, [at(line)]);
      }
      const { order, gap } = continuity.counts;
      const unlisted = order - continuity.breaches.filter(({ kind }) => kind === "order").length;
      if (unlisted > 0) report.fact("Further findings, not listed", String(unlisted));
      const hole = continuity.breaches.find(({ kind }) => kind === "gap");
      if (gap > 0) {
        yield {
          kind: "inconclusive",
          reason: `${hole?.statement ?? "lines are missing"}${gap > 1 ? ` (and ${gap - 1} more holes)` : ""}`,
        };
      }
    },
  }),
};
