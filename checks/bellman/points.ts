/** Membership: first of the few points that other checks compute with, then of whole vectors. */
import type { PointSource } from "../../algebra/obligations/source.js";
import type { CheckDescription } from "../../findings/index.js";
import type { Exchanged } from "../../transcripts/bellman/phase1Layout.js";
import type { Response } from "../../transcripts/bellman/response.js";
import { defineCheck, type Yielded } from "../check.js";
import { breachFinding } from "../shared/places.js";
import { NOT_A_STEP, REFUSE } from "./advice.js";
import { placedPoints, stateVectors } from "./state.js";

const MEMBERSHIP: Pick<CheckDescription, "severity" | "cites" | "impact" | "advice"> = {
  severity: "critical",
  cites: ["Groth16 §2.2 (groups of prime order)", "powersoftau: into_affine checks of decoded points"],
  impact: NOT_A_STEP,
  advice: REFUSE,
};
const METHOD =
  "Every coordinate below q (compressed points: x below q and x³ + b a square, no stray flags), the curve equation, and the " +
  "subgroup of order r for all points together (algebra/obligations/membership.ts). No point may be infinity.";

function membership({ curve }: Exchanged, source: PointSource): Yielded {
  const claim = { source, infinity: "forbidden" } as const;
  return { kind: "membership", curve: curve.name, claim, finding: breachFinding };
}

/** For points that later checks compute with. */
function firstMembership({ curve }: Exchanged, source: PointSource): Yielded {
  const claim = { source, infinity: "forbidden" } as const;
  return { kind: "membership", first: true, curve: curve.name, claim, finding: breachFinding };
}

export const challengeState = defineCheck({
  ...MEMBERSHIP,
  id: "challenge/state-points",
  claim:
    "The first points of each vector of the challenge, which its response builds on, are members of their groups",
  method: `${METHOD} The other points of the challenge are bound to it by its hash, and no statement about the response needs them.`,
  needs: ["challenge"],
  run: async function* ({ challenge }) {
    for (const source of await stateVectors(challenge)) yield firstMembership(challenge, source);
  },
});

export const responseState = defineCheck({
  ...MEMBERSHIP,
  id: "response/state-points",
  claim:
    "The public key of the response and the first points of each of its vectors are members of their groups",
  method: METHOD,
  needs: ["response"],
  run: async function* ({ response }) {
    for (const source of [...(await stateVectors(response)), ...keyVectors(response)]) {
      yield firstMembership(response, source);
    }
  },
});

/** The public key as one vector per group. */
function keyVectors({ container, keyPoints }: Response): PointSource[] {
  return (["G1", "G2"] as const).map((group) => {
    const points = keyPoints
      .filter((one) => one.group === group)
      .map(({ point, offset }) => ({ point, bytes: { start: offset, end: offset + point.length } }));
    return placedPoints(container.source.path, `public key, points of ${group}`, group, points);
  });
}

export const responsePoints = defineCheck({
  ...MEMBERSHIP,
  id: "response/points",
  claim: "Every point of the response is a member of its group, and none is infinity",
  method: METHOD,
  needs: ["response"],
  after: ["response/shape"],
  run: async function* ({ response }) {
    for (const source of Object.values(response.powers)) yield membership(response, source);
  },
});
