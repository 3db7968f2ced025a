import { defineCheck, found } from "../check.js";
import { equalBytes, hex } from "../shared/places.js";
import { rowOf } from "./rows.js";

/** All-0xFF: the challenge was never computed (files imported without their points). */
const NO_CHALLENGE = new Uint8Array(64).fill(0xff);

export const contributionOrder = defineCheck({
  id: "ptau/order",
  claim:
    "Every contribution but the last has a challenge of its own for the next one to build on, and a beacon comes last",
  severity: "high",
  cites: ["Bowe, Gabizon, Miers: MMORPG §4 (random beacon)"],
  impact:
    "Two contributions with the same challenge, or one without, mean that rows were repeated or put together by hand. " +
    "A beacon that is not last does not protect against the contributors after it.",
  advice: "Compare the rows with the published attestations of the ceremony.",
  method:
    "The nextChallenge fields must be pairwise different; all bytes 0xFF (no challenge computed) may occur in the last " +
    "row alone; a row flagged as a beacon must be the last. The flag itself is in no hash (see unbound bytes).",
  needs: ["ptau"],
  after: ["ptau/contributions-present"],
  run: async function* ({ ptau }) {
    const seen = new Map<string, number>();
    for (const row of ptau.contributions) {
      const last = row.number === ptau.contributions.length;
      const key = hex(row.nextChallenge);
      const earlier = seen.get(key);
      seen.set(key, row.number);
      const evidence = [rowOf(ptau, row, { nextChallenge: key })];
      if (earlier !== undefined) {
        yield found({
          statement: `contribution ${row.number} has the nextChallenge of contribution ${earlier}`,
          evidence,
        });
      }
      if (!last && equalBytes(row.nextChallenge, NO_CHALLENGE)) {
        yield found({
          statement: `contribution ${row.number} has no nextChallenge, and others follow it`,
          evidence,
        });
      }
      if (!last && row.flag === "beacon") {
        yield found({
          statement: `contribution ${row.number} is a beacon, and ${ptau.contributions.length - row.number} follow it`,
          severity: "medium",
          evidence,
        });
      }
    }
  },
});
