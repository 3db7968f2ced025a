/** The power sections 2 to 5, each by the claim about it. */
import { defineCheck, type Check, type Yielded } from "../check.js";
import { RESTART } from "./advice.js";
import {
  alphaTauG1Claim,
  betaTauG1Claim,
  powersObligation,
  tauG1Claim,
  tauG2Claim,
  type PowersClaim,
} from "./powersClaims.js";

function powersCheck(claim: PowersClaim): Check {
  const id = `ptau/${claim.name}`;
  return defineCheck({
    id,
    claim: claim.claim,
    severity: "critical",
    cites: ["Bowe, Gabizon, Miers: MMORPG §4", "powersoftau: verify_transform, power pairs"],
    impact:
      "Keys made from these powers are not keys of the circuit, and may be forgeable by whoever changed them.",
    advice: RESTART,
    method: claim.method,
    needs: ["ptau"],
    after: ["ptau/last-state", "ptau/points", ...(claim.after === undefined ? [] : [`ptau/${claim.after}`])],
    run: async function* ({ ptau }, context): AsyncGenerator<Yielded> {
      if (ptau.powers === null) {
        yield { kind: "not evaluated", reason: "the file holds contributions alone (a -nopoints file)" };
        return;
      }
      const curve = await context.curve(ptau.curve.name);
      yield powersObligation(claim, id, "powers", curve, ptau.powers, ptau.power);
    },
  });
}

export const tauG1Powers = powersCheck(tauG1Claim);
export const tauG2Powers = powersCheck(tauG2Claim);
export const alphaTauG1Powers = powersCheck(alphaTauG1Claim);
export const betaTauG1Powers = powersCheck(betaTauG1Claim);
