import { at, type MarketClaim } from "./claim.js";
import { DigestSet } from "./replay/digestSet.js";
import { short } from "./words.js";

/** Larger than any block number of this century, smaller than any Unix time since 2001. */
const UNIX_TIMES = 1_000_000_000;

export const quoteOnce: MarketClaim = {
  id: "market/quote-once",
  claim:
    "A signed quote is used once, on the chain, contract and prover that it was signed for, and before it expires",
  severity: "high",
  cites: [
    "ProofPool: one signature is accepted by two pools; expiry is compared with block numbers",
    "Code4rena Taiko 2024-03 H-05: signature replay",
  ],
  impact: "Anybody who has seen a prover's quote can bind them to tasks that they did not agree to.",
  advice:
    "Sign chain id, contract, prover and a nonce (EIP-712), note the nonce, and compare the expiry in its own unit.",
  method:
    "The digest of each quote is seen for the first time (digests are kept in 64 bits); its domain names this chain, this contract " +
    "and the prover; block or t of its use is no later than its expiry. An expiry in blocks that is a Unix time never comes. " +
    "Tasks that are assigned by quotes that are not in the log leave the check inconclusive.",
  nothing: "no quote is in the log, and none is used",
  beside: ({ profile }) =>
    profile.name === "zkpool" || profile.name === "custom" ? null : "tasks are not assigned by signed quotes",
  observe: ({ terms }, report) => {
    const used = new DigestSet();
    const quoted = new Set<string>();
    let unseen = 0;
    return {
      on: {
        "task.quote"(line) {
          const { event } = line;
          report.looked();
          quoted.add(event.task);
          const blame = (statement: string, values: Record<string, string> = {}): void =>
            report.found(statement, [at(line)], {
              values: { digest: event.digest, prover: event.prover, ...values },
            });
          if (used.add(event.digest)) blame(`the quote ${short(event.digest)} is used once`);
          const { unit, value } = event.expiry;
          if (unit === "block" && value >= UNIX_TIMES) {
            blame("the expiry of a quote in blocks can come: it is a time", { expiry: String(value) });
          } else if (unit === "block" && event.blk === undefined) {
            report.undecided(
              "a quote expires at a block, and its line does not say in which block it was used",
            );
          } else if ((unit === "block" ? (event.blk ?? 0) : event.t) > value) {
            blame("a quote is used before it expires", {
              expiry: `${unit} ${value}`,
              used: String(unit === "block" ? event.blk : event.t),
            });
          }
          domain(event.domain ?? {}, event.prover, blame);
        },
        "task.assign"(line, task) {
          if (line.event.mode !== "quote" || task === null) return;
          if (!quoted.delete(task.id)) unseen++;
        },
      },
      finish() {
        if (unseen > 0) report.undecided(`the quotes of ${unseen} tasks are not in the log`);
      },
    };

    function domain(
      given: { readonly chainId?: number; readonly contract?: string; readonly prover?: string },
      prover: string,
      blame: (statement: string, values?: Record<string, string>) => void,
    ): void {
      const lacks = (["chainId", "contract", "prover"] as const).filter((part) => given[part] === undefined);
      if (lacks.length > 0) blame(`a quote is bound to ${lacks.join(", ")}`);
      if (given.contract !== undefined && given.contract !== terms.contract) {
        blame("a quote is for this contract", { "signed for": given.contract });
      }
      if (given.chainId !== undefined && terms.chainId !== null && given.chainId !== terms.chainId) {
        blame("a quote is for this chain", { "signed for": String(given.chainId) });
      }
      if (given.chainId !== undefined && terms.chainId === null) {
        report.undecided("nobody states the chain of the market: give chainId with --config");
      }
      if (given.prover !== undefined && given.prover !== prover) {
        blame("a quote is its prover's", { "signed for": given.prover });
      }
    }
  },
};
