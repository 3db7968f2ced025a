/** p0tion, DefinitelySetup: a ceremony with circuits, contributions below them, and participants. (formats.md D) */
import { asHash } from "../attestations/hashes.js";
import { count, documents, isFields, text, time, type Fields, type FirestoreDocument } from "./firestore.js";
import type { Records, Turn } from "./records.js";

/** @returns null where the export has no ceremony with circuits */
export function readP0tion(file: string, root: Fields): Records | null {
  const ceremonies = documents(root, "ceremonies");
  const circuits = ceremonies.flatMap((ceremony) => documents(ceremony.fields, "circuits", ceremony.path));
  if (circuits.length === 0) return null;
  const participants = ceremonies.flatMap((ceremony) =>
    documents(ceremony.fields, "participants", ceremony.path),
  );
  const hashes = hashesByContribution(participants);
  const turns = [
    ...circuits.flatMap((circuit) => contributionsOf(file, circuit, hashes)),
    ...circuits.flatMap((circuit) => failuresOf(file, circuit, participants)),
  ];
  return {
    file,
    coordinator: "p0tion",
    circuits: circuits.map((circuit) => ({
      id: prefixOf(circuit),
      title: text(circuit.fields, "name"),
      circuitFileName: text(nested(circuit.fields, "files"), "r1csFilename"),
      sequence: count(circuit.fields, "sequencePosition"),
      complete: documents(circuit.fields, "contributions").some(({ fields }) => isFinal(fields)),
    })),
    turns,
    coordinators: ceremonies.flatMap(({ fields }) => text(fields, "coordinatorId") ?? []),
  };
}

const prefixOf = ({ id, fields }: FirestoreDocument): string => text(fields, "prefix") ?? id;
const isFinal = (fields: Fields): boolean => text(fields, "zkeyIndex") === "final";

function nested(fields: Fields, name: string): Fields {
  const value = fields[name];
  return isFields(value) ? value : {};
}

/** Contribution hashes, which the participants' documents have and the contributions' have not. */
function hashesByContribution(participants: readonly FirestoreDocument[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { fields } of participants) {
    const list = fields["contributions"];
    for (const one of Array.isArray(list) ? (list as unknown[]) : []) {
      if (!isFields(one)) continue;
      const doc = text(one, "doc");
      const hash = asHash((text(one, "hash") ?? "").replace(/^\s*Contribution Hash:/i, ""));
      if (doc !== null && hash !== null) found.set(doc, hash);
    }
  }
  return found;
}

function contributionsOf(
  file: string,
  circuit: FirestoreDocument,
  hashes: ReadonlyMap<string, string>,
): Turn[] {
  const all = documents(circuit.fields, "contributions", circuit.path);
  const numbers = all.flatMap(({ fields }) => count(fields, "zkeyIndex") ?? []);
  const last = numbers.reduce((most, one) => Math.max(most, one), 0);
  return all.map(({ id, fields, path }): Turn => {
    const final = isFinal(fields);
    const index = final ? last + 1 : count(fields, "zkeyIndex");
    const completedAt = time(fields, "lastUpdated");
    const took =
      (count(fields, "contributionComputationTime") ?? 0) +
      (count(fields, "verificationComputationTime") ?? 0);
    const files = nested(fields, "files");
    return {
      circuit: prefixOf(circuit),
      account: text(fields, "participantId"),
      name: githubName(text(files, "transcriptFilename")),
      queueIndex: index,
      // Every contribution of p0tion builds on the number before it.
      priorIndex: index === null || index === 0 ? null : index - 1,
      index,
      state: fields["valid"] === false ? "invalidated" : "complete",
      final,
      hash: hashes.get(id) ?? null,
      listed: null,
      fileDigest: text(files, "lastZkeyBlake2bHash")?.toLowerCase() ?? null,
      endedBy:
        fields["valid"] === false
          ? { sender: "server", at: completedAt, words: "verification failed" }
          : null,
      reset: false,
      startedAt: completedAt === null ? null : completedAt - took,
      completedAt,
      place: { file, section: path },
    };
  });
}

/** "<prefix>_00001_<github>-<id>_verification_transcript.log" → "<github>". */
function githubName(transcript: string | null): string | null {
  return (
    /_(?:\d{5}_)?([^_]+?)(?:-\d+)?(?:_final)?_verification_transcript\.log$/.exec(transcript ?? "")?.[1] ??
    null
  );
}

/** Participants who timed out, at the circuit that they were at. */
function failuresOf(
  file: string,
  circuit: FirestoreDocument,
  participants: readonly FirestoreDocument[],
): Turn[] {
  const position = count(circuit.fields, "sequencePosition");
  return participants.flatMap((participant) => {
    if (count(participant.fields, "contributionProgress") !== position || position === null) return [];
    return documents(participant.fields, "timeouts", participant.path).map(({ fields, path }): Turn => {
      const startedAt = time(fields, "startDate");
      return {
        circuit: prefixOf(circuit),
        account: participant.id,
        name: null,
        queueIndex: null,
        priorIndex: null,
        index: null,
        state: "invalidated",
        final: false,
        hash: null,
        listed: null,
        fileDigest: null,
        endedBy: { sender: "watchdog", at: startedAt, words: text(fields, "type") ?? "timeout" },
        reset: false,
        startedAt,
        completedAt: null,
        place: { file, section: path },
      };
    });
  });
}
