/** A manifest from what lies in a folder: it says what was seen, and a person completes it. */
import { readdir } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { readAnnouncement } from "../transcripts/announcement.js";
import { readAttestation } from "../transcripts/attestations/read.js";
import { readSnarkjsLog } from "../transcripts/attestations/snarkjsLog.js";
import { readText } from "../transcripts/attestations/text.js";
import { fileIn, openFolder, type CeremonyFolder } from "../transcripts/ceremony/folder.js";
import { MANIFEST_NAME, MANIFEST_SCHEMA, type ManifestInput } from "../transcripts/ceremony/manifest.js";
import { readRecords } from "../transcripts/ceremony/readRecords.js";
import type { Records } from "../transcripts/ceremony/records.js";
import { MalformedError } from "../transcripts/malformed.js";
import type { ByteSource } from "../transcripts/source.js";
import { UsageError } from "./exit.js";
import { refusal } from "./refusal.js";

const MOST_FILES = 100_000;

type CircuitDraft = ManifestInput["circuits"][number];

/**
 * A circuit for every folder with keys; in one folder, for every first part of the keys' names.
 * @throws UsageError for a folder that cannot be read or has no key
 */
export async function describeFolder(path: string): Promise<ManifestInput> {
  const paths = await filesBelow(path);
  const folder = await openFolder(path);
  const keys = paths.filter((one) => /\.(?:zkey|params)$/i.test(one));
  const groups = new Map<string, string[]>();
  for (const key of keys) {
    const name = circuitNameOf(key);
    groups.set(name, [...(groups.get(name) ?? []), key]);
  }
  if (groups.size === 0) throw new UsageError(`${path} has no .zkey and no .params`);
  const ptaus = paths.filter((one) => /\.ptau$/i.test(one));
  const circuits = [...groups].map(([name, files]) => circuitOf(name, files, paths, ptaus));
  const records: NonNullable<ManifestInput["records"]> = [];
  const attestations: string[] = [];
  const announcements: string[] = [];
  for (const file of paths) {
    const kind = await kindOf(folder, file);
    if (kind === null) continue;
    if (kind === "statement") attestations.push(file);
    else if (kind === "announcement") announcements.push(file);
    else if (kind === "log") logOf(circuits, file)?.push(file);
    else {
      const single = kind.coordinator === "setup-mpc-ui CSV" ? circuitFor(circuits, file) : undefined;
      records.push(single === undefined ? { file } : { file, circuit: single.name });
      nameIds(circuits, kind);
    }
  }
  return {
    schema: MANIFEST_SCHEMA,
    name: basename(folder.real),
    circuits,
    records,
    attestations,
    announcements,
  };
}

async function filesBelow(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    if (files.length > MOST_FILES) throw new UsageError(`${path} has more than ${MOST_FILES} files`);
    return files
      .map(({ parentPath, name }) => join(parentPath, name).slice(join(path, "x").length - 1))
      .filter((one) => basename(one) !== MANIFEST_NAME)
      .sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${path} cannot be read: ${refusal(error)}`);
  }
}

/** What a key's name says of its place: a number, the first key, or the last. */
const NUMBERED = /^(.*?)[-_.]?(\d{4,5})(?:[-_][^/]*)?$/;
const FINAL = /^(.*?)[-_.]?final$/i;
const INITIAL = /^(.*?)[-_.]?(?:initial|init)$/i;

/** The folder's name; for keys that lie in the folder itself the part of their name before the number. */
function circuitNameOf(path: string): string {
  const folder = dirname(path);
  if (folder !== ".") return folder.split("/").findLast((part) => part !== "contributions") ?? folder;
  const stem = basename(path, extname(path));
  const prefix = (NUMBERED.exec(stem) ?? FINAL.exec(stem) ?? INITIAL.exec(stem))?.[1] ?? stem;
  return prefix === "" || prefix === "ph2" ? "circuit" : prefix;
}

function circuitOf(
  name: string,
  keys: readonly string[],
  paths: readonly string[],
  ptaus: readonly string[],
): CircuitDraft {
  const stem = (path: string): string => basename(path, extname(path));
  const numbered = keys.flatMap((file) => {
    const index = FINAL.test(stem(file)) ? undefined : NUMBERED.exec(stem(file))?.[2];
    return index === undefined ? [] : [{ file, index: Number(index) }];
  });
  const initial =
    keys.find((file) => INITIAL.test(stem(file))) ?? numbered.find(({ index }) => index === 0)?.file;
  const final = keys.find((file) => FINAL.test(stem(file)));
  const folders = new Set(keys.flatMap((key) => homesOf(dirname(key))));
  const near = (test: RegExp): string | undefined =>
    paths.find(
      (path) =>
        test.test(path) && (stem(path) === name || (dirname(path) !== "." && folders.has(dirname(path)))),
    );
  const r1cs = near(/\.r1cs$/i);
  const ptau =
    ptaus.find((path) => folders.has(dirname(path))) ?? (ptaus.length === 1 ? ptaus[0] : undefined);
  const verificationKey = near(/(?:verification_key|vkey)[^/]*\.json$/i);
  return {
    name,
    ...(r1cs === undefined ? {} : { r1cs }),
    ...(ptau === undefined ? {} : { ptau }),
    ...(initial === undefined ? {} : { initial }),
    ...(final === undefined ? {} : { final }),
    ...(verificationKey === undefined ? {} : { verificationKey }),
    contributions: numbered.filter(({ index }) => index > 0),
    logs: [],
  };
}

/** Where files of a circuit lie: beside its keys, or one folder up where the keys have their own. */
function homesOf(folder: string): string[] {
  return basename(folder) === "contributions" ? [folder, dirname(folder)] : [folder];
}

/** Text files by what they hold; anything that is no record and no statement is left out. */
async function kindOf(
  folder: CeremonyFolder,
  path: string,
): Promise<Records | "statement" | "log" | "announcement" | null> {
  if (!/\.(?:json|csv|txt|md|log|html)$/i.test(path) || /verification_key|vkey/i.test(path)) return null;
  try {
    const source = await fileIn(folder, path);
    if (await isAnnouncement(source)) return "announcement";
    if (/\.(?:json|csv)$/i.test(path)) {
      try {
        return await readRecords(source);
      } catch (error) {
        if (!(error instanceof MalformedError)) throw error;
      }
    }
    // Of every contributor's verification only the final one is about the final key.
    if (/final|beacon/i.test(path) && readSnarkjsLog(await readText(source)).keys.some(({ ok }) => ok))
      return "log";
    return (await readAttestation(source)).claims.length > 0 ? "statement" : null;
  } catch (error) {
    if (error instanceof MalformedError) return null;
    throw error;
  }
}

async function isAnnouncement(source: ByteSource): Promise<boolean> {
  if (!/\.json$/i.test(source.path)) return false;
  try {
    await readAnnouncement(source);
    return true;
  } catch (error) {
    if (error instanceof MalformedError) return false;
    throw error;
  }
}

function circuitFor(circuits: readonly CircuitDraft[], path: string): CircuitDraft | undefined {
  return (
    circuits.find(({ name }) => path.includes(name)) ?? (circuits.length === 1 ? circuits[0] : undefined)
  );
}

function logOf(circuits: readonly CircuitDraft[], path: string): string[] | undefined {
  return circuitFor(circuits, path)?.logs;
}

/** Gives circuits the ids under which the records have them, where title or file name say which is which. */
function nameIds(circuits: readonly CircuitDraft[], { circuits: recorded }: Records): void {
  for (const one of recorded) {
    const names = new Set([one.id, one.title, one.circuitFileName?.replace(/\.r1cs$/i, "")]);
    const circuit = circuits.find(({ name }) => names.has(name));
    if (circuit !== undefined && circuit.name !== one.id) circuit.ids = [...(circuit.ids ?? []), one.id];
  }
}
