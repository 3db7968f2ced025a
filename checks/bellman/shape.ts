import type { Exchanged } from "../../transcripts/bellman/phase1Layout.js";
import { defineCheck, found } from "../check.js";
import { NOT_A_STEP, REFUSE } from "./advice.js";

export const responseShape = defineCheck({
  id: "response/shape",
  claim: "Challenges and response are of one curve and one power",
  severity: "critical",
  cites: ["powersoftau: verify_transform"],
  impact: NOT_A_STEP,
  advice: `Give the files of one step: the challenge that the response answers. If these are: ${REFUSE}`,
  method: "Curve and power are told by the sizes of the files.",
  needs: ["response"],
  run: async function* ({ response, challenge, nextChallenge }) {
    const shape = ({ curve, power }: Exchanged): string => `2^${power} on ${curve.name}`;
    for (const other of [challenge, nextChallenge]) {
      if (other === undefined || shape(other) === shape(response)) continue;
      yield found({
        statement: "power and curve of the response = power and curve of the challenge",
        evidence: [
          { file: response.container.source.path, values: { shape: shape(response) } },
          { file: other.container.source.path, values: { shape: shape(other) } },
        ],
      });
    }
  },
});
