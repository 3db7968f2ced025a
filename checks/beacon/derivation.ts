import type { Curve } from "../../algebra/curve.js";
import { defineCheck, fact, found, type Check, type CheckContext, type Yielded } from "../check.js";
import { equalBytes, hex } from "../shared/places.js";
import { ASK, CITES } from "./advice.js";
import { seedOf } from "./seeds.js";
import { ownBeacon, type BeaconSubject } from "./subject.js";
import { phase1, phase2, subjectOf, type BeaconRole } from "./subjects.js";

/** Rows that carry a value and an exponent: flagged as beacons or not, for the flag is bound by nothing. */
async function* derivations(
  subject: BeaconSubject,
  curve: Curve,
  context: CheckContext,
): AsyncGenerator<Yielded> {
  let beacons = 0;
  for (const [index, row] of subject.rows.entries()) {
    const own = ownBeacon(row);
    if (own === null) continue;
    beacons += 1;
    const claim = `contribution ${row.number}: 2^${own.exponent} × SHA-256 of ${hex(own.value)}`;
    const seed = await seedOf(own.value, own.exponent, context);
    if (seed.kind === "refused") {
      yield { kind: "inconclusive", reason: `contribution ${row.number}: ${seed.reason}` };
      continue;
    }
    const fields = subject.fields(curve, index, seed.bytes);
    const wrong = fields.filter(({ derived, stored }) => !equalBytes(derived, stored));
    const [first] = wrong;
    if (first === undefined) {
      const told = row.flag === "beacon" ? "" : "; its flag says contribution";
      const origin = seed.origin === "table" ? " (seed from the table of known beacons)" : "";
      yield fact(claim, `${fields.length} of ${fields.length} fields are what it derives${told}${origin}`);
      continue;
    }
    yield found({
      statement: `${claim} derives its ${wrong.map(({ name }) => name).join("; ")}`,
      evidence: [subject.place(index, { derived: hex(first.derived), stored: hex(first.stored) })],
    });
  }
  if (beacons === 0) {
    yield { kind: "does not apply", reason: `no contribution to ${subject.noun} carries a beacon's value` };
  }
}

/** `after` has no transcript check: a transcript that is not the chain's shows here as a field of its own. */
function derivation(role: BeaconRole): Check {
  return defineCheck({
    id: `beacon/${role.role}-derivation`,
    claim: `Every beacon in ${role.noun} is what its value and its number of iterations derive, in every field`,
    severity: "high",
    cites: [...CITES, "snarkjs: keyFromBeacon", "rand 0.4: ChaChaRng"],
    impact:
      "The contribution says that nobody chose its secret, and somebody did. If the other contributors were honest the " +
      "ceremony stands; what was said of it is false, and other verifiers refuse the file.",
    advice: ASK,
    method:
      "seed = SHA-256 applied 2^exponent times to the value; ChaCha20 words from the seed draw " +
      (role.phase === 1
        ? "tau, alpha and beta and then a point s for each; s, k·s, k·sp and the new tauG1, tauG2, alphaG1, betaG1 and betaG2 "
        : "the step k of delta and then the point s; s, k·s, k·sp, the transcript and the new delta ") +
      "are compared byte for byte. Value and exponent are taken from the row, flagged or not: neither is bound by any " +
      "hash. Exponents above --max-iterations (34 unless given) are not hashed, and those from 64 on never.",
    needs: [role.role],
    after: [role.points],
    run: async function* (evidence, context): AsyncGenerator<Yielded> {
      const subject = subjectOf(role.role, evidence);
      yield* derivations(subject, await context.curve(subject.curveName), context);
    },
  });
}

export const ptauBeaconDerivation = derivation(phase1);
export const zkeyBeaconDerivation = derivation(phase2);
