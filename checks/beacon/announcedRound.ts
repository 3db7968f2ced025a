import { findChain } from "../../transcripts/drand/chains.js";
import { defineCheck, fact, found, type Yielded } from "../check.js";
import { equalBytes, hex } from "../shared/places.js";
import { ASK, CITES, PROCESS } from "./advice.js";
import { describeSource, judgeRounds, roundAddress, roundOf } from "./given.js";
import { randomnessOf } from "./randomness.js";

export const announcedRound = defineCheck({
  id: "beacon/announced-round",
  claim:
    "The announced drand round has the signature of its chain, and the randomness that was published for it",
  severity: "medium",
  cites: [...CITES, "drand protocol specification"],
  impact: `Nothing ties the beacon's value to the round that it is said to come from. ${PROCESS}`,
  advice: ASK,
  method:
    "The round's JSON, as a relay answers it, must be given (--round), verify under the pinned key of the announced chain, and " +
    "have the announced number. Where the record quotes its randomness, that must be SHA-256 of the signature.",
  needs: ["announcements", "rounds"],
  run: async function* ({ announcements, rounds }, context): AsyncGenerator<Yielded> {
    const judged = await judgeRounds(rounds, announcements, context);
    const open: string[] = [];
    let named = 0;
    for (const { file, source } of announcements) {
      if (source.kind !== "drand") continue;
      named += 1;
      const what = describeSource(source);
      const record = roundOf(source, judged);
      if (record === null) {
        const known = findChain(source.chain) !== null;
        const where = known
          ? `fetch ${roundAddress(source)} and give it with --round`
          : "its chain is not pinned";
        open.push(`no valid JSON of ${what} was given: ${where}`);
        continue;
      }
      const randomness = randomnessOf(record);
      if (source.randomness === null || equalBytes(randomness, source.randomness)) {
        yield fact(`${what}: randomness`, hex(randomness));
        continue;
      }
      yield found({
        statement: `the announced randomness is that of ${what}`,
        evidence: [
          { file, section: "source", values: { announced: hex(source.randomness) } },
          { file: record.file, values: { "SHA-256(signature)": hex(randomness) } },
        ],
      });
    }
    if (named === 0) yield { kind: "does not apply", reason: "no announcement names a drand round" };
    else if (open.length > 0) yield { kind: "inconclusive", reason: open.join("; ") };
  },
});
