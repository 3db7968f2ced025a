/** The files on the command line: opened, told apart, read into evidence. */
import type { Dossier, Evidence, Role } from "../checks/evidence.js";
import type { Announcement } from "../transcripts/announcement.js";
import { readChallenge } from "../transcripts/bellman/challenge.js";
import { readParams } from "../transcripts/bellman/params.js";
import { readResponse } from "../transcripts/bellman/response.js";
import type { OpenDecoder } from "../transcripts/encodedPoints.js";
import type { RoundRecord } from "../transcripts/drand/round.js";
import { readPtau } from "../transcripts/iden3/ptau.js";
import { readR1cs } from "../transcripts/iden3/r1cs.js";
import { readZkey } from "../transcripts/iden3/zkey.js";
import { MalformedError } from "../transcripts/malformed.js";
import { memorySource } from "../transcripts/memorySource.js";
import type { ProvingKey } from "../transcripts/provingKey.js";
import { openFile, type ByteSource } from "../transcripts/source.js";
import { readVerificationKey } from "../transcripts/verificationKey.js";
import { UsageError } from "./exit.js";
import type { InputFile } from "./inputs.js";
import { refusal } from "./refusal.js";
import {
  assignExchange,
  exhibit,
  isZkey,
  refuseContainers,
  refuseOthers,
  refuseSeveral,
  type Exhibited,
  type FileRole,
} from "./roles.js";

/** Evidence with the files behind it; close it when done. */
export interface OpenDossier extends Dossier {
  /** The files that the evidence is from, open until it is closed. */
  readonly inputs: readonly InputFile[];
  /** What the verdict must not be read without, as a sentence. */
  readonly caveat?: string;
  close(): Promise<void>;
}

export interface GivenFiles {
  /** Files whose role is told by their contents: r1cs, ptau, key, verification key. */
  readonly files?: readonly string[];
  /** What every one of these must be. */
  readonly only?: FileRole;
  /** Earlier keys of the same chain. */
  readonly previous?: readonly string[];
  readonly vkey?: string;
  /** Records of announced beacons, and the JSON of drand rounds. */
  readonly announcements?: readonly string[];
  readonly rounds?: readonly string[];
  /** Files of one step of phase 1, told apart by their sizes, and by their order where both are challenges. */
  readonly exchange?: readonly string[];
}

/** The path of every file that is given. */
export function pathsOf({ files, previous, vkey, announcements, rounds, exchange }: GivenFiles): string[] {
  return [files, previous, vkey ?? [], announcements, rounds, exchange].flatMap((paths = []) => paths);
}

/**
 * Opens and reads all files.
 * @param openCurve what converts encoded points, for formats that need it
 * @throws UsageError when a file cannot be opened or its role cannot be told
 */
export async function openDossier(given: GivenFiles, openCurve: OpenDecoder): Promise<OpenDossier> {
  const sources: ByteSource[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(sources.map((source) => source.close()));
  };
  const open = async (path: string): Promise<ByteSource> => {
    const source = await openOrRefuse(path);
    sources.push(source);
    return source;
  };
  try {
    return { ...(await readAll(await exhibitAll(given, open), given, openCurve)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Every file with its role. */
async function exhibitAll(
  given: GivenFiles,
  open: (path: string) => Promise<ByteSource>,
): Promise<Exhibited[]> {
  const all: Exhibited[] = [];
  const add = async (role: FileRole, paths: readonly string[] = []): Promise<void> => {
    for (const path of paths) all.push({ role, source: await open(path) });
  };
  for (const path of given.files ?? []) all.push(await exhibit(await open(path)));
  if (given.only !== undefined) refuseOthers(all, given.only);
  await add("earlierKeys", given.previous);
  await add("verificationKey", given.vkey === undefined ? [] : [given.vkey]);
  await add("announcements", given.announcements);
  await add("rounds", given.rounds);
  const exchanged: ByteSource[] = [];
  for (const path of given.exchange ?? []) exchanged.push(await open(path));
  await refuseContainers(exchanged);
  all.push(...assignExchange(exchanged));
  refuseSeveral(all);
  return all;
}

async function readAll(
  opened: readonly Exhibited[],
  given: GivenFiles,
  openCurve: OpenDecoder,
): Promise<Omit<OpenDossier, "close">> {
  const evidence: { -readonly [R in Role]?: Evidence[R] } = {};
  // An announcement without a round is one whose round is missing, which a check says.
  if (given.announcements !== undefined) evidence.rounds = [];
  const malformed = new Map<Role, MalformedError>();
  const refused = new Set<ByteSource>();
  for (const one of opened) {
    try {
      Object.assign(evidence, await readEvidence(one, evidence, openCurve));
    } catch (error) {
      if (!(error instanceof MalformedError)) throw error;
      // The first of several: the list of a role ends there.
      if (!malformed.has(one.role)) malformed.set(one.role, error);
      refused.add(one.source);
    }
  }
  if (isOfSeveralSteps(evidence)) for (const { source } of opened) refused.add(source);
  const inputs = opened.map((one) => (refused.has(one.source) ? { ...one, refused: true as const } : one));
  return { evidence, malformed, inputs };
}

/** Whether files of phase 1 are of more than one curve or power, which their sizes tell. */
function isOfSeveralSteps({ challenge, response, nextChallenge }: Partial<Evidence>): boolean {
  const shapes = [challenge, response, nextChallenge].flatMap((one) =>
    one === undefined ? [] : [`${one.curve.name} ${one.power}`],
  );
  return new Set(shapes).size > 1;
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
      return { announcements: [...announcements, await announcement(source)] };
    case "rounds":
      return { rounds: [...rounds, ...(await roundsIn(source))] };
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
  return (await isZkey(source)) ? readZkey(source) : readParams(source, openCurve);
}

/** @throws UsageError where it cannot be opened */
export async function openOrRefuse(path: string): Promise<ByteSource> {
  try {
    return await openFile(path);
  } catch (error) {
    throw new UsageError(`${path} cannot be opened: ${refusal(error)}`);
  }
}

/**
 * A whole file, read once: what is judged, run and hashed is the same, whatever becomes of the file.
 * @throws UsageError where it cannot be opened, or has more than `most` bytes
 */
export async function readOrRefuse(path: string, most: number): Promise<ByteSource> {
  const source = await openOrRefuse(path);
  try {
    if (source.size > most) throw new UsageError(`${path}: ${source.size} bytes; at most ${most} are read`);
    return memorySource(path, await source.read(0, source.size));
  } finally {
    await source.close();
  }
}

// The schemas of beacon records are loaded with the first record: most runs have none.
const announcement = async (source: ByteSource): Promise<Announcement> =>
  (await import("../transcripts/announcement.js")).readAnnouncement(source);
const roundsIn = async (source: ByteSource): Promise<readonly RoundRecord[]> =>
  (await import("../transcripts/drand/round.js")).readRounds(source);
