import { defineCheck, fact, found } from "../check.js";
import { prefixDifference, VECTORS } from "./vectors.js";

export const imported = defineCheck({
  id: "history/imported",
  claim: "The .ptau holds the powers of the challenge that phase 1 ended with",
  severity: "critical",
  cites: [
    "MystenLabs snarkjs: powersoftau import response_no_origin",
    "zkLogin ceremony, phase 1",
    "formats: import of phase-1 files",
  ],
  impact:
    "A .ptau that was imported without its history proves nothing of where its points come from. If they are not the " +
    "challenge's, nobody's contribution is in them.",
  advice:
    "Do not use the .ptau. Import the response again with a tool that keeps the origin, or compare file hashes.",
  method:
    "For each of tauG1, tauG2, alphaTauG1, betaTauG1 and betaG2 the points of the .ptau must be the first ones of the " +
    "challenge (phase1.nextChallenge), byte for byte. That challenge is verified with its response and the challenge " +
    "before it by the checks of response/ and next-challenge/, and history/trimmed leads back from there.",
  needs: ["ceremony"],
  run: async function* ({ ceremony }) {
    const { ptaus, nextChallenge } = ceremony.phase1;
    if (ceremony.manifest.phase1?.nextChallenge === undefined) {
      yield { kind: "does not apply", reason: "no challenge that phase 1 ended with is given" };
      return;
    }
    if (nextChallenge === null || ptaus.length === 0) {
      yield {
        kind: "not evaluated",
        reason: "not given: the .ptau and the challenge that phase 1 ended with",
      };
      return;
    }
    for (const { container, curve, power, powers } of ptaus) {
      const file = container.source.path;
      if (powers === null || curve.name !== nextChallenge.curve.name || power > nextChallenge.power) {
        yield found({
          statement: `${file} has points, of the same curve and of no more powers than the challenge`,
          evidence: [{ file }, { file: nextChallenge.container.source.path }],
        });
        continue;
      }
      for (const name of VECTORS) {
        const difference = await prefixDifference(curve, powers[name], nextChallenge.powers[name]);
        if (difference !== null) yield found(difference);
      }
      yield fact(file, `2^${power} powers of the challenge's 2^${nextChallenge.power}`);
    }
  },
});
