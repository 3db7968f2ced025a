import { defineCheck, fact, found, type Check, type Yielded } from "../check.js";
import { ASK, CITES, PROCESS } from "./advice.js";
import { phase1, phase2, subjectOf, type BeaconRole } from "./subjects.js";

/** That the flagged beacon is one, and comes last. */
function place(role: BeaconRole): Check {
  return defineCheck({
    id: `beacon/${role.role}-last`,
    claim: `The beacon of ${role.noun} is the last contribution, and the only beacon`,
    severity: "medium",
    cites: CITES,
    impact: `Whoever contributes after a beacon has the last word that the beacon was to take from them. ${PROCESS}`,
    advice: ASK,
    method:
      "Of the rows whose flag says beacon there is one, and it is the last row. The flag is bound by no hash: where it was " +
      "cleared, the announcement finds the beacon (see beacon/*-announced).",
    needs: [role.role],
    run: async function* (evidence): AsyncGenerator<Yielded> {
      const subject = subjectOf(role.role, evidence);
      const flagged = subject.rows.flatMap((row, i) => (row.flag === "beacon" ? [i] : []));
      if (flagged.length === 0) {
        yield { kind: "does not apply", reason: `no contribution to ${subject.noun} is flagged as a beacon` };
        return;
      }
      const last = subject.rows.length - 1;
      for (const index of flagged.filter((one) => one !== last)) {
        const what = `beacon at contribution ${index + 1} is the last of ${last + 1}`;
        yield found({ statement: what, evidence: [subject.place(index)] });
      }
      if (flagged.length > 1) {
        const evidenceOfAll = flagged.map((index) => subject.place(index));
        yield found({ statement: `number of beacons: ${flagged.length} = 1`, evidence: evidenceOfAll });
      }
      yield fact("Beacons", flagged.map((index) => `contribution ${index + 1} of ${last + 1}`).join(", "));
    },
  });
}

export const ptauBeaconPlace = place(phase1);
export const zkeyBeaconPlace = place(phase2);
