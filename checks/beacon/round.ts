import { timeOfRound } from "../../transcripts/drand/chains.js";
import type { RoundRecord } from "../../transcripts/drand/round.js";
import { defineCheck, fact, found, type Yielded } from "../check.js";
import { hex } from "../shared/places.js";
import { utc } from "./dates.js";
import { judgeRounds } from "./given.js";
import { randomnessOf } from "./randomness.js";

export const drandRounds = defineCheck({
  id: "beacon/round",
  claim: "Every drand round that was given has its chain's signature, and its randomness is the hash of it",
  severity: "medium",
  cites: ["drand protocol specification", "RFC 9380", "draft-irtf-cfrg-bls-signature"],
  impact: "The round is not one that drand made: the value is somebody's choice.",
  advice: "Fetch the round again, from a second relay too (zkassay beacon fetch), and compare.",
  method:
    "e(chain's key, H(m)) = e(generator, signature) with m = SHA-256(previous signature ‖ u64 round) on chained schemes and " +
    "of the round alone otherwise (keccak-256 on BN254); randomness = SHA-256(signature). Chain hash, scheme and key are " +
    "pinned together. Points must be canonical, on the curve, in the subgroup and not the identity. Rounds of one chain " +
    "are settled together with random 128-bit coefficients, and one by one where that fails.",
  needs: ["rounds"],
  guards: "rounds",
  run: async function* ({ rounds, announcements = [] }, context): AsyncGenerator<Yielded> {
    if (rounds.length === 0) yield { kind: "does not apply", reason: "no drand round was given" };
    for (const { record, chain, fault } of await judgeRounds(rounds, announcements, context)) {
      if (fault === null) {
        const time = utc(timeOfRound(chain, record.round));
        yield fact(`round ${record.round} of ${chain.name}, ${time}`, hex(randomnessOf(record)));
      } else {
        const name = chain === null ? "a pinned chain" : chain.name;
        yield found({
          statement: `round ${record.round} is a round of ${name}: ${fault}`,
          evidence: [placeOfRound(record)],
        });
      }
    }
  },
});

function placeOfRound(record: RoundRecord) {
  return {
    file: record.file,
    ...(record.index === null ? {} : { index: record.index }),
    values: { signature: hex(record.signature) },
  };
}
