/** setup-mpc-ui: a ceremony document a circuit, with contributions and events below it. (formats.md C.3) */
import { asHash } from "../attestations/hashes.js";
import { count, documents, text, time, type Fields, type FirestoreDocument } from "./firestore.js";
import type { RecordedCircuit, Records, Sender, Turn, TurnState } from "./records.js";

const STATES: Readonly<Record<string, TurnState>> = {
  WAITING: "waiting",
  RUNNING: "running",
  COMPLETE: "complete",
  INVALIDATED: "invalidated",
};

const SENDERS: Readonly<Record<string, Sender>> = {
  PARTICIPANT: "participant",
  SERVER: "server",
  WATCHDOG: "watchdog",
  COORDINATOR: "coordinator",
};

/** What a coordinator puts before the id of a participant whose turn it set back. */
const RESET = /^RESET_/;

/** @returns null where the export has no ceremony with contributions */
export function readSetupMpcUi(file: string, root: Fields): Records | null {
  const ceremonies = documents(root, "ceremonies");
  if (ceremonies.length === 0) return null;
  const turns = ceremonies.flatMap((ceremony) => turnsOf(file, ceremony));
  const coordinators = documents(root, "projects").flatMap((project) =>
    documents(project.fields, "coordinators", project.path).map(({ id }) => id),
  );
  return { file, coordinator: "setup-mpc-ui", circuits: ceremonies.map(circuitOf), turns, coordinators };
}

function circuitOf({ id, fields }: FirestoreDocument): RecordedCircuit {
  return {
    id,
    title: text(fields, "title"),
    circuitFileName: text(fields, "circuitFileName"),
    sequence: count(fields, "sequence"),
    complete: text(fields, "ceremonyState") === "COMPLETE" || fields["complete"] === true,
  };
}

function turnsOf(file: string, ceremony: FirestoreDocument): Turn[] {
  const events = documents(ceremony.fields, "events", ceremony.path);
  return documents(ceremony.fields, "contributions", ceremony.path).map((one): Turn => {
    const { fields } = one;
    const account = text(fields, "participantId");
    const queueIndex = count(fields, "queueIndex");
    const state = STATES[text(fields, "status") ?? ""] ?? "waiting";
    const verification = text(fields, "verification");
    return {
      circuit: ceremony.id,
      account: account?.replace(RESET, "") ?? null,
      name: text(fields, "participantAuthId"),
      queueIndex,
      priorIndex: count(fields, "priorIndex"),
      index: count(fields, "index") ?? (state === "complete" ? queueIndex : null),
      state,
      final: false,
      // "#error" where the server found none.
      hash: asHash(text(fields, "hash") ?? ""),
      listed: verification === null ? null : listedBy(verification),
      fileDigest: null,
      endedBy: state === "invalidated" ? endOf(events, account, queueIndex) : null,
      reset: account !== null && RESET.test(account),
      startedAt: startOf(events, fields),
      completedAt: time(fields, "timeCompleted"),
      place: { file, section: one.path },
    };
  });
}

/** When the person's computer began: timeAdded is when they joined the queue, which may be hours before. */
function startOf(events: readonly FirestoreDocument[], turn: Fields): number | null {
  const queueIndex = count(turn, "queueIndex");
  const started = events.find(
    ({ fields }) =>
      text(fields, "eventType") === "START_CONTRIBUTION" && count(fields, "index") === queueIndex,
  );
  const completed = time(turn, "timeCompleted");
  const duration = count(turn, "duration");
  if (started !== undefined) return time(started.fields, "timestamp");
  if (completed !== null && duration !== null) return completed - duration * 1000;
  return time(turn, "timeAdded");
}

/** How many contributions a recorded verification lists. There are as many verifications as contributions. */
function listedBy(verification: string): number {
  return verification.match(/contribution #\d/g)?.length ?? 0;
}

/** The event that ended a turn: the last INVALIDATED or ABORTED one of its index or account. */
function endOf(
  events: readonly FirestoreDocument[],
  account: string | null,
  queueIndex: number | null,
): Turn["endedBy"] {
  const own = events.filter(({ fields }) => {
    if (!["INVALIDATED", "ABORTED", "VERIFY_FAILED"].includes(text(fields, "eventType") ?? "")) return false;
    const index = count(fields, "index");
    return index === null ? text(fields, "participantId") === account : index === queueIndex;
  });
  const last = own.at(-1)?.fields;
  if (last === undefined) return null;
  return {
    sender: SENDERS[text(last, "sender") ?? ""] ?? "server",
    at: time(last, "timestamp"),
    words: text(last, "message") ?? "",
  };
}
