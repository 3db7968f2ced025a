/** A played ceremony as the files that it would have left: keys, the coordinator's export, gists, a manifest. */
import { createHash } from "node:crypto";
import { MANIFEST_NAME, MANIFEST_SCHEMA, type ManifestInput } from "../../transcripts/ceremony/manifest.js";
import { COORDINATOR, type PlayedCircuit, type PlayedTurn } from "./enact.js";
import type { Plan } from "./plan.js";

/** Path within the ceremony's folder → contents. */
export type CeremonyFiles = ReadonlyMap<string, Uint8Array>;

/** Where a turn stands in the export. */
export function turnPath({ ceremonyId }: PlayedCircuit, turn: PlayedTurn): string {
  return `ceremonies/${ceremonyId}/contributions/${turn.id}`;
}

export function gistPath(person: string, kind: "contributed" | "abandoned" | "invented"): string {
  return `gists/${person}-${kind}.${kind === "abandoned" ? "json" : "txt"}`;
}

const keyPath = (circuit: PlayedCircuit, index: number): string =>
  `${circuit.name}/ph2_${String(index).padStart(4, "0")}.zkey`;

/** Where the key lies that the circuit's ceremony ended with. */
export const finalPath = ({ name }: PlayedCircuit): string => `${name}/final.zkey`;

const ABANDONED_ID = "abandonedCeremony1";

/** @param shared files that the circuits have besides keys, by the members of the manifest's circuits */
export function filesOf(
  plan: Plan,
  circuits: readonly PlayedCircuit[],
  shared: readonly Partial<Pick<ManifestInput["circuits"][number], "r1cs" | "ptau">>[] = [],
): CeremonyFiles {
  const files = new Map<string, Uint8Array>();
  const text = (path: string, contents: string): void =>
    void files.set(path, new TextEncoder().encode(contents));
  for (const circuit of circuits) {
    files.set(keyPath(circuit, 0), circuit.initial.bytes());
    for (const [index, made] of circuit.kept) files.set(keyPath(circuit, index), made.key.bytes());
    files.set(finalPath(circuit), circuit.final.bytes());
  }
  text("records.json", `${JSON.stringify(firestore(circuits), null, 1)}\n`);
  for (const person of plan.people) {
    const gist = gistOf(person, circuits);
    if (gist !== null) text(gistPath(person, "contributed"), gist);
  }
  for (const i of plan.abandoned) {
    const person = plan.people[i] ?? "";
    text(gistPath(person, "abandoned"), abandonedGist(person, circuits[0]?.name ?? ""));
  }
  for (const i of plan.inventors) {
    const person = plan.people[i] ?? "";
    text(
      gistPath(person, "invented"),
      gistText(person, [[circuits[0]?.name ?? "", 1, digest(`invented ${person}`)]]),
    );
  }
  const attestations = [...files.keys()].filter((path) => path.startsWith("gists/"));
  text(MANIFEST_NAME, `${JSON.stringify(manifestOf(circuits, attestations, shared), null, 1)}\n`);
  return files;
}

function manifestOf(
  circuits: readonly PlayedCircuit[],
  attestations: readonly string[],
  shared: Parameters<typeof filesOf>[2] = [],
): ManifestInput {
  return {
    schema: MANIFEST_SCHEMA,
    name: "A simulated ceremony",
    circuits: circuits.map((circuit, i) => ({
      name: circuit.name,
      ids: [circuit.ceremonyId],
      ...shared[i],
      initial: keyPath(circuit, 0),
      final: finalPath(circuit),
      contributions: [...circuit.kept.keys()].map((index) => ({ file: keyPath(circuit, index), index })),
    })),
    records: [{ file: "records.json" }],
    attestations: [...attestations],
    abandoned: [{ id: ABANDONED_ID, why: "begun anew with corrected circuits" }],
  };
}

/** The export of setup-mpc-ui's database. (formats.md C.3) */
function firestore(circuits: readonly PlayedCircuit[]): object {
  return {
    projects: { simulated: { coordinators: { [COORDINATOR]: {} } } },
    ceremonies: Object.fromEntries(
      circuits.map((circuit, i) => [
        circuit.ceremonyId,
        {
          title: circuit.name,
          circuitFileName: `${circuit.name}.r1cs`,
          ceremonyState: "COMPLETE",
          sequence: i + 1,
          contributions: Object.fromEntries(
            circuit.turns.map((turn) => [turn.id, contributionOf(circuit, turn)]),
          ),
          events: Object.fromEntries(circuit.turns.flatMap(eventsOf)),
        },
      ]),
    ),
  };
}

function contributionOf(circuit: PlayedCircuit, turn: PlayedTurn): object {
  const { made } = turn;
  return {
    participantId: turn.person,
    participantAuthId: turn.person,
    queueIndex: turn.queueIndex,
    priorIndex: turn.priorIndex,
    index: turn.queueIndex,
    status: turn.state,
    timeAdded: timestamp(turn.startedAt - 30_000),
    ...(made === null
      ? {}
      : {
          hash: printed(made.hash, "\n"),
          paramsFile: keyPath(circuit, turn.queueIndex),
          timeCompleted: timestamp(turn.completedAt ?? turn.startedAt),
          duration: Math.round(((turn.completedAt ?? turn.startedAt) - turn.startedAt) / 1000),
        }),
  };
}

function eventsOf(turn: PlayedTurn): [string, object][] {
  const base = { index: turn.queueIndex, participantId: turn.person, acknowledged: true };
  const begun = {
    ...base,
    sender: "PARTICIPANT",
    eventType: "START_CONTRIBUTION",
    timestamp: timestamp(turn.startedAt),
  };
  if (turn.endedBy === null) return [[`${turn.id}start`, begun]];
  const words =
    turn.endedBy === "WATCHDOG" ? "No activity detected for 600 seconds" : "Ended by the coordinator";
  const ended = {
    ...base,
    sender: turn.endedBy,
    eventType: "INVALIDATED",
    message: words,
    timestamp: timestamp(turn.startedAt + 600_000),
  };
  return [
    [`${turn.id}start`, begun],
    [`${turn.id}end`, ended],
  ];
}

/** What a participant's browser published for them. */
function gistOf(person: string, circuits: readonly PlayedCircuit[]): string | null {
  const rows = circuits.flatMap(({ name, turns }) =>
    turns.flatMap((turn): [string, number, string][] =>
      turn.person === person && turn.made !== null ? [[name, turn.queueIndex, turn.made.hash]] : [],
    ),
  );
  return rows.length === 0 ? null : gistText(person, rows);
}

function gistText(person: string, rows: readonly (readonly [string, number, string])[]): string {
  const blocks = rows.map(
    ([circuit, index, hash]) => `Circuit: ${circuit}\nContributor # ${index}\nHash: ${printed(hash, "\n")}\n`,
  );
  return (
    "I contributed to the Simulated Trusted Setup Multi-Party Ceremony.\n" +
    `The following are my contribution signatures:\n\n${blocks.join("\n")}\nGitHub user ID: ${person}\n`
  );
}

function abandonedGist(person: string, circuit: string): string {
  const summary = {
    ceremony: circuit,
    ceremonyId: ABANDONED_ID,
    time: "2021-03-24T12:00:00.000Z",
    contributionNumber: 88,
    hash: (digest(`abandoned ${person}`).match(/.{8}/g) ?? []).join("\n "),
  };
  return `${JSON.stringify(summary)}\n`;
}

/** Four lines of four groups. */
function printed(hash: string, newLine: string): string {
  const groups = hash.match(/.{8}/g) ?? [];
  return [0, 4, 8, 12].map((at) => groups.slice(at, at + 4).join(" ")).join(newLine);
}

function digest(text: string): string {
  return createHash("blake2b512").update(text).digest("hex");
}

function timestamp(at: number): object {
  return { _seconds: Math.floor(at / 1000), _nanoseconds: (at % 1000) * 1_000_000 };
}
