import { defineCheck, found, type Check, type Yielded } from "../check.js";
import { equalBytes } from "../shared/places.js";
import { CITES } from "./advice.js";
import { seedOf } from "./seeds.js";
import { ownBeacon } from "./subject.js";
import { phase1, phase2, subjectOf, type BeaconRole } from "./subjects.js";

/** That somebody's secret is in the chain: a beacon's is public. */
function secret(role: BeaconRole): Check {
  return defineCheck({
    id: `beacon/${role.role}-secret`,
    claim: `At least one contribution to ${role.noun} has a secret that is not derived from a public value`,
    severity: "critical",
    cites: ["Groth16 §3.2", ...CITES],
    impact:
      (role.phase === 1 ? "tau, alpha and beta are products" : "delta is a product") +
      " of secrets that are all derived from values in the file: anyone can compute it, and with it prove false statements.",
    advice:
      "Do not use the file. Run the phase again with at least one honest contributor before the beacon.",
    method:
      "Not every row is a beacon, that is, carries a value and an exponent that derive its s. A file without any " +
      "contribution is the matter of another check.",
    needs: [role.role],
    after: [role.points],
    run: async function* (evidence, context): AsyncGenerator<Yielded> {
      const subject = subjectOf(role.role, evidence);
      const { rows } = subject;
      if (rows.length === 0) {
        yield { kind: "does not apply", reason: `${role.noun} has no contribution` };
        return;
      }
      const curve = await context.curve(subject.curveName);
      for (const [index, row] of rows.entries()) {
        const own = ownBeacon(row);
        if (own === null) return;
        const seed = await seedOf(own.value, own.exponent, context);
        if (seed.kind === "refused") {
          yield { kind: "inconclusive", reason: `contribution ${row.number}: ${seed.reason}` };
          return;
        }
        const [s] = subject.fields(curve, index, seed.bytes);
        if (s === undefined || !equalBytes(s.derived, s.stored)) return;
      }
      yield found({
        statement: "number of contributions that are no beacons: 0 ≥ 1",
        evidence: rows.map((_, index) => subject.place(index)),
      });
    },
  });
}

export const ptauSecret = secret(phase1);
export const zkeySecret = secret(phase2);
