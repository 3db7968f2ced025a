/** The files on the command line: opened, told apart, read into evidence. */
import { extname } from "node:path";
import { roleNames, type Dossier, type Evidence, type Role } from "../checks/evidence.js";
import type { InputRecord } from "../findings/index.js";
import { readChallenge } from "../transcripts/bellman/challenge.js";
import { readParams } from "../transcripts/bellman/params.js";
import { looksLikeParams } from "../transcripts/bellman/paramsLayout.js";
import { phase1FormatOf } from "../transcripts/bellman/phase1Layout.js";
import { readResponse } from "../transcripts/bellman/response.js";
import { readAnnouncement } from "../transcripts/announcement.js";
import { digestsOf } from "../transcripts/digest.js";
import type { OpenDecoder } from "../transcripts/encodedPoints.js";
import { readRounds } from "../transcripts/drand/round.js";
import { readPtau } from "../transcripts/iden3/ptau.js";
import { readR1cs } from "../transcripts/iden3/r1cs.js";
import { readZkey } from "../transcripts/iden3/zkey.js";
import { MalformedError } from "../transcripts/malformed.js";
import type { ProvingKey } from "../transcripts/provingKey.js";
import { openFile, type ByteSource } from "../transcripts/source.js";
import { readVerificationKey } from "../transcripts/verificationKey.js";
import { UsageError } from "./exit.js";

/** Roles of the files of ceremonies. */
type FileRole = Extract<
  Role,
  | "r1cs"
  | "ptau"
  | "zkey"
  | "earlierKeys"
  | "verificationKey"
  | "challenge"
  | "response"
  | "nextChallenge"
  | "announcements"
  | "rounds"
>;

/** Roles that any number of files can play. */
const LISTS: ReadonlySet<FileRole> = new Set(["earlierKeys", "announcements", "rounds"]);

/** A file with the role that it plays. */
interface Exhibited {
  readonly role: FileRole;
  readonly source: ByteSource;
}

/** Evidence with the files behind it; close it when done. */
export interface OpenDossier extends Dossier {
  readonly inputs: readonly InputRecord[];
  close(): Promise<void>;
}

export interface GivenFiles {
  /** Files whose role is told by their contents: r1cs, ptau, key, verification key. */
  readonly files?: readonly string[];
  /** Earlier keys of the same chain. */
  readonly previous?: readonly string[];
  readonly vkey?: string;
  /** Records of announced beacons, and the JSON of drand rounds. */
  readonly announcements?: readonly string[];
  readonly rounds?: readonly string[];
  /** Files of one step of phase 1, told apart by their sizes, and by their order where both are challenges. */
  readonly exchange?: readonly string[];
}

/**
 * Opens and reads all files.
 * @param openCurve what converts encoded points, for formats that need it
 * @throws UsageError when a file cannot be opened or its role cannot be told
 */
export async function openDossier(given: GivenFiles, openCurve: OpenDecoder): Promise<OpenDossier> {
  const opened: Exhibited[] = [];
  for (const path of given.files ?? []) opened.push(await exhibit(path));
  for (const path of given.previous ?? []) opened.push({ role: "earlierKeys", source: await open(path) });
  if (given.vkey !== undefined) opened.push({ role: "verificationKey", source: await open(given.vkey) });
  for (const path of given.announcements ?? [])
    opened.push({ role: "announcements", source: await open(path) });
  for (const path of given.rounds ?? []) opened.push({ role: "rounds", source: await open(path) });
  opened.push(...assignExchange(await Promise.all((given.exchange ?? []).map(open))));
  refuseSeveral(opened);
  const evidence: { -readonly [R in Role]?: Evidence[R] } = {};
  // An announcement without a round is one whose round is missing, which a check says.
  if (given.announcements !== undefined) evidence.rounds = [];
  const malformed = new Map<Role, MalformedError>();
  for (const one of opened) {
    try {
      Object.assign(evidence, await readEvidence(one, evidence, openCurve));
    } catch (error) {
      if (!(error instanceof MalformedError)) throw error;
      malformed.set(one.role, error);
    }
  }
  const inputs: InputRecord[] = [];
  for (const { role, source } of opened) {
    inputs.push({ role, path: source.path, bytes: source.size, ...(await digestsOf(source)) });
  }
  const close = async (): Promise<void> => {
    await Promise.all(opened.map(({ source }) => source.close()));
  };
  return { evidence, malformed, inputs, close };
}

/** The record of one file under its role; earlier keys are added to those at hand. */
async function readEvidence(
  { role, source }: Exhibited,
  { earlierKeys = [], announcements = [], rounds = [] }: Partial<Evidence>,
  openCurve: OpenDecoder,
): Promise<Partial<Evidence>> {
  switch (role) {
    case "r1cs":
      return { r1cs: await readR1cs(source) };
    case "ptau":
      return { ptau: await readPtau(source) };
    case "zkey":
      return { zkey: await readKey(source, openCurve) };
    case "earlierKeys":
      return { earlierKeys: [...earlierKeys, await readKey(source, openCurve)] };
    case "verificationKey":
      return { verificationKey: await readVerificationKey(source) };
    case "announcements":
      return { announcements: [...announcements, await readAnnouncement(source)] };
    case "rounds":
      return { rounds: [...rounds, ...(await readRounds(source))] };
    case "challenge":
      return { challenge: await readChallenge(source, openCurve) };
    case "nextChallenge":
      return { nextChallenge: await readChallenge(source, openCurve) };
    case "response":
      return { response: await readResponse(source, openCurve) };
  }
}

/** A proving key in either format. */
async function readKey(source: ByteSource, openCurve: OpenDecoder): Promise<ProvingKey> {
  const isZkey = (await magicOf(source)) === "zkey" || extname(source.path).toLowerCase() === ".zkey";
  return isZkey ? readZkey(source) : readParams(source, openCurve);
}

async function open(path: string): Promise<ByteSource> {
  try {
    return await openFile(path);
  } catch (error) {
    throw new UsageError(`${path} cannot be opened: ${(error as Error).message}`);
  }
}

/** The first four bytes as text. */
async function magicOf(source: ByteSource): Promise<string> {
  return Buffer.from(await source.read(0, Math.min(4, source.size))).toString("latin1");
}

const MAGICS: Readonly<Record<string, FileRole>> = { r1cs: "r1cs", ptau: "ptau", zkey: "zkey" };
const EXTENSIONS: Readonly<Record<string, FileRole>> = {
  ".r1cs": "r1cs",
  ".ptau": "ptau",
  ".zkey": "zkey",
  ".params": "zkey",
  ".json": "verificationKey",
};

/** By magic; by extension where the magic is damaged, so that the damage is reported as such; by layout at last. */
async function exhibit(path: string): Promise<Exhibited> {
  const source = await open(path);
  const role = MAGICS[await magicOf(source)] ?? EXTENSIONS[extname(path).toLowerCase()];
  if (role !== undefined) return { role, source };
  if (await looksLikeParams(source)) return { role: "zkey", source };
  const exchanged = phase1FormatOf(source.size);
  await source.close();
  if (exchanged !== null) {
    throw new UsageError(
      `${path} has the size of a phase-1 ${exchanged.kind} of 2^${exchanged.power}; verify it with zkassay response`,
    );
  }
  throw new UsageError(
    `${path} is no .r1cs, .ptau, .zkey, .params or verification_key.json by its first bytes, its name or its layout`,
  );
}

const EXCHANGE_ROLES = ["challenge", "response", "nextChallenge"] as const;

/**
 * The role of each file of a step. A challenge before the response is what it answers, one after it what was made
 * from it. Where sizes do not tell, the order is challenge, response, next challenge, and the reader says what is wrong.
 */
function assignExchange(sources: readonly ByteSource[]): Exhibited[] {
  const kinds = sources.map(({ size }) => phase1FormatOf(size)?.kind);
  const response = kinds.indexOf("response");
  if (sources.length === 1 || response === -1 || kinds.includes(undefined)) {
    const roles = sources.length === 1 ? ["response" as const] : EXCHANGE_ROLES;
    return sources.map((source, i) => ({ role: roles[i] ?? "nextChallenge", source }));
  }
  return sources.map((source, i) => {
    if (kinds[i] === "response") return { role: "response", source };
    return { role: i < response ? "challenge" : "nextChallenge", source };
  });
}

/** @throws UsageError where two files play a part that only one can have */
function refuseSeveral(opened: readonly Exhibited[]): void {
  for (const role of new Set(opened.map((one) => one.role))) {
    if (LISTS.has(role)) continue;
    const several = opened.filter((one) => one.role === role);
    if (several.length === 1) continue;
    const paths = several.map(({ source }) => source.path).join(" and ");
    const advice = role === "zkey" ? " (earlier keys of a chain go behind --previous)" : "";
    throw new UsageError(`${paths} are both ${roleNames[role]}; give one${advice}`);
  }
}
