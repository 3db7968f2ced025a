import type { Curve } from "../../algebra/curve.js";
import { defineCheck, fact, found, type Check, type CheckContext, type Yielded } from "../check.js";
import { hex } from "../shared/places.js";
import { ASK, CITES, PROCESS } from "./advice.js";
import { knownValues, type KnownValue } from "./knownValues.js";
import { guessable } from "./predictable.js";
import { seedOf } from "./seeds.js";
import { ownBeacon, type BeaconSubject } from "./subject.js";
import { phase1, phase2, subjectOf, type BeaconRole } from "./subjects.js";

/** Rows made with a value that belongs to another ceremony, by their keys or by the value that they carry. */
async function* reused(subject: BeaconSubject, curve: Curve, context: CheckContext): AsyncGenerator<Yielded> {
  for (const known of knownValues) {
    const value = new Uint8Array(Buffer.from(known.value, "hex"));
    const seed = await seedOf(value, known.exponent, context);
    const derived = seed.kind === "seed" ? subject.rowsOf(curve, seed.bytes) : [];
    const carried = subject.rows.flatMap((row, i) =>
      hex(row.beaconValue ?? new Uint8Array()) === known.value ? [i] : [],
    );
    for (const index of new Set([...derived, ...carried])) yield verdictOn(known, subject, curve, index);
  }
}

function verdictOn(known: KnownValue, subject: BeaconSubject, curve: Curve, index: number): Yielded {
  const number = index + 1;
  const isOwner =
    known.phase === subject.phase && (known.row === null || subject.hashes(curve, index).includes(known.row));
  if (isOwner) return fact(`contribution ${number}`, `its value is that of ${known.owner}`);
  return found({
    statement: `contribution ${number}: the beacon's value is this ceremony's own, not that of ${known.owner}`,
    evidence: [subject.place(index, { value: known.value })],
  });
}

/** That the value of a beacon was nobody's to know or choose, as far as its bytes tell. */
function ownValue(role: BeaconRole): Check {
  return defineCheck({
    id: `beacon/${role.role}-value`,
    claim: `No beacon of ${role.noun} has a value that was known before from elsewhere, or that could be guessed`,
    severity: "medium",
    cites: [...CITES, "NIST IR 8213 (reference for randomness beacons)"],
    impact: `Whoever knew the value could choose the last contribution before the beacon by it. ${PROCESS}`,
    advice: ASK,
    method:
      "Every row is held against the keys that values of known ceremonies derive, whatever its flag says. Every value in " +
      "the file is looked at: fewer than 16 bytes, one byte repeated, plain text, or SHA-256 of a number below 131072, of " +
      "a date, or of a common word. The latter are heuristics: that none applies proves nothing.",
    needs: [role.role],
    after: [role.points],
    run: async function* (evidence, context): AsyncGenerator<Yielded> {
      const subject = subjectOf(role.role, evidence);
      yield* reused(subject, await context.curve(subject.curveName), context);
      const carried = subject.rows.flatMap((row, index) => {
        const own = ownBeacon(row);
        return own === null ? [] : [{ index, value: own.value }];
      });
      for (const [i, guess] of guessable(carried.map(({ value }) => value)).entries()) {
        const { index, value } = carried[i] as (typeof carried)[number];
        if (guess === null) continue;
        yield found({
          statement: `contribution ${index + 1}: the beacon's value cannot be guessed; ${guess}`,
          confidence: "heuristic",
          evidence: [subject.place(index, { value: hex(value) })],
        });
      }
    },
  });
}

export const ptauBeaconValue = ownValue(phase1);
export const zkeyBeaconValue = ownValue(phase2);
