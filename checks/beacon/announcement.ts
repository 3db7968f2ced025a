import { createPublicKey, verify } from "node:crypto";
import type { Announcement, DatedEvent } from "../../transcripts/announcement.js";
import { findChain } from "../../transcripts/drand/chains.js";
import { defineCheck, fact, found, type FindingDraft, type Yielded } from "../check.js";
import { hex } from "../shared/places.js";
import { ASK, CITES, PROCESS } from "./advice.js";
import { datedWords, utc } from "./dates.js";
import { describeSource, knownFrom } from "./given.js";
import { guessableText } from "./predictable.js";
import { timelineOf } from "./timeline.js";

/** One statement about a record; `holds` is null where the record does not say enough. */
interface Statement {
  readonly holds: boolean | null;
  readonly formula: string;
  readonly member: string;
  readonly missing?: string;
}

/** A moment of the order, with the words for the statement and for its absence. */
interface Moment {
  readonly at: number | null;
  readonly words: string;
  readonly missing: string;
}

function eventMoment(event: DatedEvent | null, words: string, missing: string): Moment {
  return { at: event?.at ?? null, words: event === null ? words : `${words}, ${datedWords(event)}`, missing };
}

function inOrder(first: Moment, second: Moment, member: string): Statement {
  const formula = `${first.words} < ${second.words}`;
  if (first.at === null) return { holds: null, formula, member, missing: first.missing };
  if (second.at === null) return { holds: null, formula, member, missing: second.missing };
  return { holds: first.at < second.at, formula, member };
}

/** announced < known < applied, and the last contribution before the value could be known. */
function order(record: Announcement): readonly Statement[] {
  const at = knownFrom(record.source);
  const source = describeSource(record.source);
  const known: Moment = {
    at,
    words: at === null ? `${source} was known` : `${source}, ${utc(at)}`,
    missing: "from when the value could be known",
  };
  const announced = eventMoment(record.announced, "announced", "when the value was announced");
  const last = eventMoment(
    record.lastContribution,
    "last contribution",
    "when the last contribution was made",
  );
  const applied = eventMoment(record.applied, "applied", "when the beacon was applied");
  const nothing = "an announcement from before the value could be known is on record";
  return [
    record.announced === null
      ? { holds: false, formula: nothing, member: "announced" }
      : inOrder(announced, known, "announced"),
    inOrder(last, known, "lastContribution"),
    inOrder(known, applied, "applied"),
  ];
}

/** Statements that need no clock. */
function timeless(record: Announcement): readonly Statement[] {
  const { source, text, signature } = record;
  const statements: Statement[] = [];
  if (source.kind === "drand") {
    const chain = findChain(source.chain);
    statements.push(
      {
        holds: chain !== null,
        formula: `the chain ${source.chain} is one of the pinned ones`,
        member: "source",
      },
      {
        holds: chain?.network !== "test",
        formula: `the chain ${source.chain} is no test network, whose few operators may know its values`,
        member: "source",
      },
    );
  }
  if (signature !== null) {
    statements.push({
      holds: isSigned(signature),
      formula: `the record is signed by the Ed25519 key ${hex(signature.publicKey)}`,
      member: "signature",
    });
  }
  const guess = text === null ? null : guessableText(text);
  statements.push({ holds: guess === null, formula: `the text cannot be guessed; ${guess}`, member: "text" });
  return statements;
}

/** Ed25519 (RFC 8032) over the record's canonical text. */
function isSigned({ publicKey, signature, message }: NonNullable<Announcement["signature"]>): boolean {
  const x = Buffer.from(publicKey).toString("base64url");
  try {
    const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
    return verify(null, message, key, signature);
  } catch {
    // OpenSSL throws for bytes that are no point of the curve.
    return false;
  }
}

function findingOf({ file }: Announcement, { formula, member }: Statement): FindingDraft {
  const heuristic = member === "text" ? ({ confidence: "heuristic" } as const) : {};
  return { statement: formula, evidence: [{ file, section: member }], ...heuristic };
}

export const announcedInOrder = defineCheck({
  id: "beacon/announcement",
  claim:
    "Each beacon was announced before its value could be known, and applied after that, and after the last contribution",
  severity: "medium",
  cites: [...CITES, "RFC 8032", "RFC 8785"],
  impact: `A value that was known before it was announced, or before the last contribution, may have been chosen. ${PROCESS}`,
  advice: ASK,
  method:
    "announced < known < applied, last contribution < known. A drand round is known at genesis + (round − 1)·period, a RANDAO " +
    "reveal at 1606824023 + 12·slot; other sources from when the record says. All other dates are the record's own: where " +
    "it names nobody who dates an event, the date is self-asserted, and the order is only as good as whoever wrote it. A " +
    "signature shows that one key stands behind the record, not whose key it is.",
  needs: ["announcements"],
  guards: "announcements",
  run: async function* ({ announcements, ...others }): AsyncGenerator<Yielded> {
    const missing: string[] = [];
    for (const record of announcements) {
      yield { kind: "exhibit", make: () => timelineOf(record, others) };
      for (const statement of [...order(record), ...timeless(record)]) {
        if (statement.holds === false) yield found(findingOf(record, statement));
        else if (statement.holds === null)
          missing.push(`${record.file} does not say ${statement.missing ?? ""}`);
      }
      for (const [label, event] of [
        ["announced", record.announced],
        ["last contribution", record.lastContribution],
        ["applied", record.applied],
      ] as const) {
        if (event !== null) yield fact(`${record.ceremony}: ${label}`, datedWords(event));
      }
      const by = record.announced?.by ?? null;
      if (by !== null) yield fact(`${record.ceremony}: announced by`, by);
      if (record.signature !== null)
        yield fact(`${record.ceremony}: signed with`, hex(record.signature.publicKey));
    }
    if (missing.length > 0) yield { kind: "inconclusive", reason: [...new Set(missing)].join("; ") };
  },
});
