/** Whole ceremonies: a folder with its manifest, read once, and judged circuit by circuit. */
import { stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { ceremonyChecks, phase1BeaconChecks, phase1Checks, responseChecks } from "../checks/registry.js";
import { verifyChecks } from "../checks/registries/key.js";
import type { Judgement } from "../findings/index.js";
import type { OpenDecoder } from "../transcripts/encodedPoints.js";
import { readCeremony, type Ceremony } from "../transcripts/ceremony/ceremony.js";
import { fileIn, openFolder, type CeremonyFolder } from "../transcripts/ceremony/folder.js";
import {
  MANIFEST_NAME,
  readManifest,
  type Manifest,
  type ManifestCircuit,
} from "../transcripts/ceremony/manifest.js";
import { MalformedError } from "../transcripts/malformed.js";
import { assayParts } from "./parts.js";
import type { AssayRun, CurveOfRun, PartToJudge } from "./run.js";
import { UsageError } from "./exit.js";
import { openDossier, type OpenDossier } from "./files.js";
import type { InputFile } from "./inputs.js";
import { refusal } from "./refusal.js";
import { wantedExhibit } from "./wanted.js";

/** A manifest with the folder that its paths are relative to. */
export interface OpenCeremony {
  readonly folder: CeremonyFolder;
  readonly file: string;
  readonly manifest: Manifest;
}

/**
 * @param path a folder, or its ceremony.json
 * @throws UsageError where there is none, or it cannot be read
 */
export async function openCeremony(path: string): Promise<OpenCeremony> {
  const isFolder = (await stat(path).catch(() => null))?.isDirectory() === true;
  const name = isFolder ? MANIFEST_NAME : basename(path);
  const folderPath = isFolder ? path : dirname(path);
  const file = join(folderPath, name);
  try {
    const folder = await openFolder(folderPath);
    return { folder, file, manifest: await readManifest(await fileIn(folder, name)) };
  } catch (error) {
    if (error instanceof MalformedError) throw new UsageError(error.message);
    const advice = isFolder ? `; zkassay init ${path} writes one` : "";
    throw new UsageError(`${file} cannot be read: ${refusal(error)}${advice}`);
  }
}

/** Everything that the manifest names. */
export function readWhole({ folder, file, manifest }: OpenCeremony, open: OpenDecoder): Promise<Ceremony> {
  return readCeremony(folder, file, manifest, open);
}

/** Every circuit with the checks of a single key, then the checks of the whole. */
export async function assayCeremony(
  opened: OpenCeremony,
  assumed: ReadonlyMap<string, string>,
  run: AssayRun,
): Promise<Judgement> {
  const result = await assayParts(run, async (curve) => {
    const judgedWith = new Map<string, string>();
    const parts: PartToJudge[] = [];
    for (const circuit of opened.manifest.circuits) {
      const known = circuit.ptau === undefined ? undefined : judgedWith.get(circuit.ptau);
      if (circuit.ptau !== undefined && known === undefined) judgedWith.set(circuit.ptau, circuit.name);
      parts.push({
        subject: circuit.name,
        checks: verifyChecks,
        assumed:
          known === undefined ? withoutHistory(opened.manifest, assumed) : withoutPhase1(assumed, known),
        open: async () => openDossier(await givenOf(opened, circuit), curve),
      });
    }
    return [
      ...parts,
      ...stepOfPhase1(opened, assumed, curve),
      {
        checks: ceremonyChecks,
        assumed,
        open: async () => ceremonyDossier(opened, await readWhole(opened, curve)),
      },
    ];
  });
  const wanted = wantedExhibit(result.checks);
  return wanted === null ? result : { ...result, exhibits: [wanted, ...result.exhibits] };
}

/**
 * An import that skips the origin hash leaves one row that proves nothing by itself; its claims are made on the
 * response and its challenges, and history/imported holds their points against the file. (formats.md A.8)
 */
function withoutHistory(
  { phase1 }: Manifest,
  assumed: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  if (phase1?.response === undefined || phase1.nextChallenge === undefined) return assumed;
  const words = "phase 1 is judged by its response and challenges: response/knowledge, history/imported";
  return new Map([...HISTORY_ROWS.map((id) => [id, words] as const), ...assumed]);
}

/** Checks about the rows of a .ptau, which such an import does not keep. */
const HISTORY_ROWS = ["ptau/first-challenge", "ptau/knowledge", "ptau/next-challenge"];

/** The last step of phase 1, where its files are at hand: what a .ptau without its history is judged by. */
function stepOfPhase1(
  { folder, manifest }: OpenCeremony,
  assumed: ReadonlyMap<string, string>,
  curve: CurveOfRun,
): PartToJudge[] {
  const { challenge, response, nextChallenge } = manifest.phase1 ?? {};
  if (response === undefined) return [];
  const open = async (): Promise<OpenDossier> =>
    openDossier({ exchange: await presentIn(folder, [challenge, response, nextChallenge]) }, curve);
  return [{ subject: "phase 1", checks: responseChecks, ofGivenFiles: true, assumed, open }];
}

/** One file of powers is judged once. */
export function withoutPhase1(assumed: ReadonlyMap<string, string>, circuit: string): Map<string, string> {
  const without = new Map(assumed);
  const words = `the same powers of tau were judged with ${circuit}`;
  for (const { id } of [...phase1Checks, ...phase1BeaconChecks]) if (!without.has(id)) without.set(id, words);
  return without;
}

/** The files of one circuit that are there; those that are not are told by ceremony/files. */
async function givenOf({ folder, manifest }: OpenCeremony, circuit: ManifestCircuit) {
  const present = (paths: readonly (string | undefined)[]): Promise<string[]> => presentIn(folder, paths);
  const [vkey] = await present([circuit.verificationKey]);
  const announcements = await present(manifest.announcements);
  return {
    files: await present([circuit.r1cs, circuit.ptau, circuit.final]),
    previous: await present([circuit.initial]),
    ...(announcements.length === 0 ? {} : { announcements, rounds: await present(manifest.rounds) }),
    ...(vkey === undefined ? {} : { vkey }),
  };
}

/** The paths of those files that are there and inside the folder. */
async function presentIn(folder: CeremonyFolder, paths: readonly (string | undefined)[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    if (path !== undefined && (await isThere(folder, path))) found.push(join(folder.path, path));
  }
  return found;
}

async function isThere(folder: CeremonyFolder, path: string): Promise<boolean> {
  try {
    await fileIn(folder, path);
    return true;
  } catch {
    return false;
  }
}

/** Evidence of the whole ceremony. */
export async function ceremonyDossier(
  { folder, file }: OpenCeremony,
  ceremony: Ceremony,
): Promise<OpenDossier> {
  const source = await fileIn(folder, basename(file));
  const inputs: InputFile[] = [
    { role: "ceremony", source },
    ...ceremony.files.map((one) => ({ role: "ceremonyFile", source: one })),
  ];
  return { evidence: { ceremony }, malformed: new Map(), inputs, close: () => source.close() };
}
