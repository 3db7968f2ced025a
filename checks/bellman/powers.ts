import { defineCheck, found, type Yielded } from "../check.js";
import {
  alphaTauG1Claim,
  betaTauG1Claim,
  powersObligation,
  tauG1Claim,
  tauG2Claim,
} from "../phase1/powersClaims.js";
import { equalBytes, hex, placeOf } from "../shared/places.js";
import { NOT_A_STEP, REFUSE } from "./advice.js";

/** Label of the weights that all statements about a response's vectors share, so that each is summed once. */
export const RESPONSE_WEIGHTS = "response powers";

const CLAIMS = [tauG1Claim, tauG2Claim, alphaTauG1Claim, betaTauG1Claim];

export const responseStart = defineCheck({
  id: "response/start",
  claim: "The powers of the response start at the generators",
  severity: "critical",
  cites: ["powersoftau: verify_transform"],
  impact: NOT_A_STEP,
  advice: REFUSE,
  method: "tauG1[0] = [1]₁ and tauG2[0] = [1]₂.",
  needs: ["response"],
  after: ["response/shape", "response/state-points"],
  run: async function* ({ response }, context) {
    const curve = await context.curve(response.curve.name);
    for (const vector of [response.powers.tauG1, response.powers.tauG2]) {
      const expected = curve.generator(vector.group);
      const actual = await vector.read(0, 1);
      if (equalBytes(actual, expected)) continue;
      yield found({
        statement: `${vector.label}[0] = the generator of ${vector.group}`,
        evidence: [{ ...placeOf(vector, 0), values: { expected: hex(expected), found: hex(actual) } }],
      });
    }
  },
});

export const responsePowers = defineCheck({
  id: "response/powers",
  claim:
    "All vectors of the response hold consecutive powers of one tau, times alpha and beta where they should be",
  severity: "critical",
  cites: ["Bowe, Gabizon, Miers: MMORPG §4", "powersoftau: verify_transform, power pairs"],
  impact: NOT_A_STEP,
  advice: REFUSE,
  method: CLAIMS.map(({ name, formula, method }) => `${name}: ${formula}; ${method}`).join(" "),
  needs: ["response"],
  after: ["response/state-points", "response/start"],
  run: async function* ({ response }, context): AsyncGenerator<Yielded> {
    const curve = await context.curve(response.curve.name);
    for (const claim of CLAIMS) {
      const id = `response/powers: ${claim.name}`;
      yield powersObligation(claim, id, RESPONSE_WEIGHTS, curve, response.powers, response.power);
    }
  },
});
