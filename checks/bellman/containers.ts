import type { Exchanged } from "../../transcripts/bellman/phase1Layout.js";
import { defineCheck, fact, type Check } from "../check.js";

/** The size of a file of phase 1 is all that tells what it is. */
function sizeCheck(role: "challenge" | "response" | "nextChallenge", id: string, noun: string): Check {
  return defineCheck({
    id,
    claim: `The ${noun} has exactly the size of a ${noun} of some power`,
    severity: "high",
    cites: ["powersoftau: CONTRIBUTION_BYTE_SIZE, ACCUMULATOR_BYTE_SIZE", "formats: A.5"],
    impact: "The file is cut off, has other bytes behind it, or is something else.",
    advice: "Fetch the file again, and compare its hash with the one that its maker published.",
    method:
      "With n = 2^power and points of g1 and g2 bytes: challenge = 64 + (4n − 1)·g1 + (n + 1)·g2; response = 64 + half of the " +
      "points' bytes + 6·g1 + 3·g2. The format has no header: its size tells kind, curve and power, and no two sizes agree.",
    needs: [role],
    guards: role,
    run: async function* (evidence) {
      const { curve, power } = evidence[role] as Exchanged;
      yield fact("Power", `2^${power} on ${curve.name}`);
    },
  });
}

export const challengeSize = sizeCheck("challenge", "challenge/container", "challenge");
export const responseSize = sizeCheck("response", "response/container", "response");
export const nextChallengeSize = sizeCheck("nextChallenge", "next-challenge/container", "challenge");
