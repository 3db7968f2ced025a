import type { KeyPoints } from "../../transcripts/provingKey.js";
import { defineCheck, found } from "../check.js";
import { equalBytes, hex } from "../shared/places.js";
import { NOT_THE_CIRCUITS, OTHER_POWERS } from "./advice.js";
import { headerPlace } from "./headerPoints.js";

export const alphaBeta = defineCheck({
  id: "zkey/alpha-beta",
  claim: "alpha and beta of the key are those of the powers of tau",
  severity: "critical",
  cites: ["Groth16 §3.2", "snarkjs: zkey new"],
  impact: NOT_THE_CIRCUITS,
  advice: OTHER_POWERS,
  method: "alpha1 = alphaTauG1[0], beta1 = betaTauG1[0], beta2 = betaG2, byte for byte.",
  needs: ["zkey", "ptau"],
  after: ["zkey/shape"],
  run: async function* ({ zkey, ptau }) {
    if (ptau.powers === null) {
      yield { kind: "not evaluated", reason: "the ptau holds contributions alone (a -nopoints file)" };
      return;
    }
    const expected: readonly (readonly [keyof KeyPoints, Uint8Array, string])[] = [
      ["alpha1", await ptau.powers.alphaTauG1.read(0, 1), "alphaTauG1[0]"],
      ["beta1", await ptau.powers.betaTauG1.read(0, 1), "betaTauG1[0]"],
      ["beta2", await ptau.powers.betaG2.read(0, 1), "betaG2"],
    ];
    for (const [name, point, what] of expected) {
      if (equalBytes(zkey.points[name], point)) continue;
      yield found({
        statement: `${name} of the key = ${what} of the powers of tau`,
        evidence: [headerPlace(zkey, name, { expected: hex(point) })],
      });
    }
  },
});
