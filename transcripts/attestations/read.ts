/** One reader for every published statement: the format is told by what the text holds, never by its name. */
import { basename } from "node:path";
import { MalformedError } from "../malformed.js";
import type { ByteSource } from "../source.js";
import { attestation, claim, type Attestation, type Claim } from "./attestation.js";
import { readP0tionAttestation, readParticipantGist, readSummary } from "./gists.js";
import { readLfsPointer, readPantherAttestation, readPantherBeacon } from "./packages.js";
import { readPhase1Attestation } from "./phase1.js";
import { readSnarkjsLog } from "./snarkjsLog.js";
import { readContributorList, readFileHashes, readHermezAttestation, readHermezTable } from "./tables.js";
import { readText, type TextFile } from "./text.js";

/** @throws MalformedError for a file that is none of the formats */
export async function readAttestation(source: ByteSource): Promise<Attestation> {
  const text = await readText(source);
  const read = text.text.trimStart().startsWith("{") ? fromJson(text) : fromText(text);
  if (read !== null) return read;
  throw new MalformedError({
    file: source.path,
    section: "text",
    offset: 0,
    problem: "no hash of a ceremony stands here in any of the known formats",
  });
}

function fromJson(text: TextFile): Attestation | null {
  let value: unknown;
  try {
    value = JSON.parse(text.text);
  } catch {
    return null;
  }
  const summary = readSummary(text.file, value) ?? readPantherAttestation(text.file, value);
  if (summary !== null) return summary;
  const beacon = readPantherBeacon(value);
  return beacon === null ? null : attestation(text.file, "Panther beacon", [], { date: beacon.date });
}

function fromText(text: TextFile): Attestation | null {
  return (
    readLfsPointer(text, basename(text.file)) ??
    readParticipantGist(text) ??
    readP0tionAttestation(text) ??
    readHermezTable(text) ??
    readHermezAttestation(text) ??
    fromLog(text) ??
    readFileHashes(text) ??
    readPhase1Attestation(text) ??
    fromList(text)
  );
}

/** What a log of snarkjs claims: circuits, contributions, and phase 1's rows. */
function fromLog(text: TextFile): Attestation | null {
  const { keys, ptaus, contributed, circuits } = readSnarkjsLog(text);
  const claims: Claim[] = [
    ...circuits.map(({ hash, circuit, line }) => claim("circuit", hash, line, { circuit })),
    ...keys.flatMap(({ contributions }) =>
      contributions.map(({ hash, line, number, name }) =>
        claim("contribution", hash, line, { number: String(number), person: name }),
      ),
    ),
    ...contributed.map(({ hash, line }) => claim("contribution", hash, line)),
    ...ptaus.flatMap(({ rows }) =>
      rows.flatMap(({ responseHash, nextChallenge, line, number, name }) => [
        claim("response", responseHash, line, { number: String(number), person: name }),
        claim("new challenge", nextChallenge, line, { number: String(number), person: name }),
      ]),
    ),
  ];
  return claims.length === 0 ? null : attestation(text.file, "snarkjs log", claims);
}

/** A list without hashes still says who is said to have contributed. */
function fromList(text: TextFile): Attestation | null {
  return readContributorList(text).length === 0 ? null : attestation(text.file, "list of contributions", []);
}
