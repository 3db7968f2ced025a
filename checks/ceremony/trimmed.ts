import { defineCheck, fact, found } from "../check.js";
import { prefixDifference, VECTORS } from "./vectors.js";

export const trimmed = defineCheck({
  id: "history/trimmed",
  claim: "A challenge that was cut down holds the first powers of the challenge that it was cut from",
  severity: "critical",
  cites: [
    "phase2-bn254: reduce_powers",
    "MystenLabs fork: sizes of the original",
    "formats: reduced challenge",
  ],
  impact:
    "A reduced challenge has no hash that links it to its parent. If its points are others, nobody's contribution of the " +
    "ceremony before is in it.",
  advice: "Do not use what was made from the reduced challenge. Cut it again from the parent and compare.",
  method:
    "For each of tauG1, tauG2, alphaTauG1, betaTauG1 and betaG2 the points of the reduced file must be the first ones of " +
    "the parent's, byte for byte. reduce_powers of phase2-bn254 once read them at the offsets of the reduced sizes, which " +
    "this finds.",
  needs: ["ceremony"],
  run: async function* ({ ceremony }) {
    const { challenge, parent } = ceremony.phase1;
    if (ceremony.manifest.phase1?.challenge === undefined) {
      yield { kind: "does not apply", reason: "no reduced challenge is given" };
      return;
    }
    if (challenge === null || parent === null) {
      yield {
        kind: "not evaluated",
        reason: "not given: the reduced challenge and its parent, both readable",
      };
      return;
    }
    if (challenge.curve.name !== parent.curve.name || challenge.power > parent.power) {
      yield found({
        statement: "a reduced challenge is of the same curve and of no more powers than its parent",
        evidence: [{ file: challenge.container.source.path }, { file: parent.container.source.path }],
      });
      return;
    }
    for (const name of VECTORS) {
      const own = challenge.powers[name];
      const difference = await prefixDifference(challenge.curve, own, parent.powers[name]);
      if (difference !== null) yield found(difference);
      else yield fact(name, `${own.count} points, the first of ${parent.powers[name].count}`);
    }
  },
});
