import type { Curve } from "../../algebra/curve.js";
import type { Announcement } from "../../transcripts/announcement.js";
import {
  defineCheck,
  fact,
  found,
  type Check,
  type CheckContext,
  type FindingDraft,
  type Yielded,
} from "../check.js";
import { equalBytes, hex } from "../shared/places.js";
import { ASK, CITES, PROCESS } from "./advice.js";
import { appliedValues, type AppliedValue } from "./forms.js";
import { describeSource, judgeRounds, roundAddress, roundOf, type JudgedRound } from "./given.js";
import { randomnessOf } from "./randomness.js";
import { seedOf } from "./seeds.js";
import type { BeaconSubject } from "./subject.js";
import { phase1, phase2, subjectOf, type BeaconRole } from "./subjects.js";

/** Longer runs are made for the declared form alone. */
const TRY_ALL_FORMS_TO = 24;

/** A row that the announced value derives. */
interface Match {
  readonly index: number;
  readonly applied: AppliedValue;
  readonly seed: Uint8Array;
}

/** The announced value's bytes, and whether anything but the record stands for them; null where they are not known. */
function valueOf(
  { source }: Announcement,
  rounds: readonly JudgedRound[],
): { readonly bytes: Uint8Array | null; readonly proven: boolean } | null {
  if (source.kind === "text") return { bytes: null, proven: false };
  if (source.kind !== "drand") return { bytes: source.value, proven: false };
  const record = roundOf(source, rounds);
  if (record !== null) return { bytes: randomnessOf(record), proven: true };
  return source.randomness === null ? null : { bytes: source.randomness, proven: false };
}

/** Every row that the announced value derives, in the declared form or another one. */
async function match(
  record: Announcement,
  value: Uint8Array | null,
  subject: BeaconSubject,
  curve: Curve,
  context: CheckContext,
): Promise<{ readonly matches: readonly Match[]; readonly refused: string | null }> {
  const exponent = record.iterationsExponent;
  const forms = appliedValues(record, value);
  const matches: Match[] = [];
  for (const applied of exponent > TRY_ALL_FORMS_TO ? forms.slice(0, 1) : forms) {
    const seed = await seedOf(applied.bytes, exponent, context);
    if (seed.kind === "refused") return { matches, refused: seed.reason };
    for (const index of subject.rowsOf(curve, seed.bytes)) matches.push({ index, applied, seed: seed.bytes });
  }
  return { matches, refused: null };
}

/** What is wrong with a row that the announced value derives. */
function* findingsOn(
  record: Announcement,
  subject: BeaconSubject,
  curve: Curve,
  { index, applied, seed }: Match,
): Generator<FindingDraft> {
  const evidence = [subject.place(index), { file: record.file }];
  const wrong = subject
    .fields(curve, index, seed)
    .find(({ derived, stored }) => !equalBytes(derived, stored));
  const row = `contribution ${index + 1}`;
  if (wrong !== undefined) {
    const values = { derived: hex(wrong.derived), stored: hex(wrong.stored) };
    yield {
      statement: `${row}: ${wrong.name} is what the announced value derives`,
      evidence: [subject.place(index, values)],
    };
  }
  if (applied.form !== record.form) {
    const statement = `the value was applied in the announced form "${record.form}"; it was "${applied.form}"`;
    yield { statement, evidence, severity: "low" };
  }
  const last = subject.rows.length;
  if (index + 1 !== last)
    yield { statement: `${row}, the announced beacon, is the last of ${last}`, evidence };
  if (last === 1) {
    yield {
      statement: "the announced beacon is not the only contribution",
      evidence,
      severity: "critical",
      impact:
        "The only secret is derived from a public value: anyone can compute it, and with it prove false statements.",
    };
  }
}

async function* judge(
  record: Announcement,
  subject: BeaconSubject,
  rounds: readonly JudgedRound[],
  curve: Curve,
  context: CheckContext,
): AsyncGenerator<Yielded> {
  const what = `${describeSource(record.source)}, 2^${record.iterationsExponent} × SHA-256`;
  const value = valueOf(record, rounds);
  if (value === null) {
    const where =
      record.source.kind === "drand" ? `: fetch ${roundAddress(record.source)} and give it with --round` : "";
    yield { kind: "inconclusive", reason: `the value of ${what} is not known${where}` };
    return;
  }
  const { matches, refused } = await match(record, value.bytes, subject, curve, context);
  if (refused !== null) yield { kind: "inconclusive", reason: `${what}: ${refused}` };
  else if (matches.length === 0) {
    yield found({
      statement: `a contribution to ${subject.noun} is derived from ${what}`,
      evidence: [
        { file: subject.file, values: value.bytes === null ? {} : { value: hex(value.bytes) } },
        { file: record.file },
      ],
    });
  }
  for (const one of matches) {
    yield* [...findingsOn(record, subject, curve, one)].map(found);
    const flag =
      subject.rows[one.index]?.flag === "beacon" ? "" : "; its flag says contribution, which nothing binds";
    const proof = value.proven ? "" : "; that the value is the source's is not proven here";
    yield fact(
      `contribution ${one.index + 1} of ${subject.rows.length}`,
      `${what}, form "${one.applied.form}"${flag}${proof}`,
    );
  }
}

/** That the beacon in the file is the announced one, whatever the file says of itself. */
function announced(role: BeaconRole): Check {
  return defineCheck({
    id: `beacon/${role.role}-announced`,
    claim: `The last contribution to ${role.noun} is derived from the announced value, with the announced number of iterations`,
    severity: "medium",
    cites: CITES,
    impact: `The beacon that was announced is not the one that was applied. ${PROCESS}`,
    advice: ASK,
    method:
      "Value, form and exponent are the announcement's, never the file's: flag, value and exponent in the file are bound by " +
      "no hash. The seed is derived in the declared form and in the others (raw; SHA-256 of the typed text, of the hex " +
      "digits, of the digits with 0x) and held against s of every row, whatever its flag; then every field of the row that " +
      "matches is compared, and it must be the last one and not the only one.",
    needs: ["announcements", "rounds", role.role],
    after: [role.points],
    run: async function* (evidence, context): AsyncGenerator<Yielded> {
      const { announcements, rounds } = evidence;
      const own = announcements.filter(({ phase }) => phase === role.phase);
      if (own.length === 0) {
        yield { kind: "does not apply", reason: `no announcement is of ${role.noun}` };
        return;
      }
      const subject = subjectOf(role.role, evidence);
      const curve = await context.curve(subject.curveName);
      const judged = await judgeRounds(rounds, announcements, context);
      for (const record of own) yield* judge(record, subject, judged, curve, context);
    },
  });
}

export const ptauBeaconAnnounced = announced(phase1);
export const zkeyBeaconAnnounced = announced(phase2);
