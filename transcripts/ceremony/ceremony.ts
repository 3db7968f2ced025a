/** A whole ceremony as it was found: keys by circuit, records, statements. It is read here and judged in checks/. */
import { basename, join } from "node:path";
import type { Attestation } from "../attestations/attestation.js";
import { readAttestation } from "../attestations/read.js";
import { readSnarkjsLog, type LoggedKey } from "../attestations/snarkjsLog.js";
import { readText } from "../attestations/text.js";
import type { Challenge } from "../bellman/challenge.js";
import { readChallenge } from "../bellman/challenge.js";
import { readParams } from "../bellman/params.js";
import { blake3Of, digestsOf, type FileDigests } from "../digest.js";
import type { OpenDecoder } from "../encodedPoints.js";
import { readPtau, type Ptau } from "../iden3/ptau.js";
import { readZkey } from "../iden3/zkey.js";
import { MalformedError } from "../malformed.js";
import type { ProvingKey } from "../provingKey.js";
import type { ByteSource } from "../source.js";
import { fileIn, type CeremonyFolder } from "./folder.js";
import type { Manifest, ManifestCircuit } from "./manifest.js";
import { readRecords } from "./readRecords.js";
import type { Records } from "./records.js";

/** A key that was uploaded, with the number that it was kept under. */
export interface UploadedKey {
  readonly file: string;
  readonly index: number | null;
  readonly key: ProvingKey;
}

export interface CeremonyCircuit {
  readonly name: string;
  readonly ids: readonly string[];
  readonly final: ProvingKey | null;
  readonly initial: ProvingKey | null;
  readonly uploads: readonly UploadedKey[];
  /** Published verifications of the final key. */
  readonly logs: readonly (LoggedKey & { readonly file: string })[];
}

/** A file of which somebody published a digest, or the coordinator recorded one, with those that it has. */
export interface DigestedFile extends FileDigests {
  readonly file: string;
  readonly size: number;
  /** null where no record has a digest of this kind. */
  readonly blake3: string | null;
}

/** A file that the manifest names and that could not be read. */
export interface UnreadableFile {
  readonly file: string;
  readonly error: MalformedError;
}

export interface Ceremony {
  readonly file: string;
  readonly manifest: Manifest;
  readonly circuits: readonly CeremonyCircuit[];
  readonly records: readonly Records[];
  readonly attestations: readonly Attestation[];
  /** Files of circuits whose names occur in published digests; all keys, where records have digests of keys. */
  readonly digested: readonly DigestedFile[];
  readonly phase1: {
    readonly attestations: readonly Attestation[];
    readonly ptaus: readonly Ptau[];
    readonly challenge: Challenge | null;
    readonly parent: Challenge | null;
    readonly nextChallenge: Challenge | null;
  };
  readonly unreadable: readonly UnreadableFile[];
  /** Every file that was opened but the manifest, once each. */
  readonly files: readonly ByteSource[];
}

/** Reads all that a manifest names. A file that cannot be read is recorded, and the rest goes on. */
export async function readCeremony(
  folder: CeremonyFolder,
  manifestFile: string,
  manifest: Manifest,
  openCurve: OpenDecoder,
): Promise<Ceremony> {
  const reading = new CeremonyReading(folder, openCurve);
  const circuits: CeremonyCircuit[] = [];
  for (const circuit of manifest.circuits) circuits.push(await reading.circuit(circuit));
  const records = await reading.all(
    manifest.records,
    ({ file }) => file,
    (source, { circuit }) => readRecords(source, circuit),
  );
  const attestations = await reading.all(manifest.attestations, same, readAttestation);
  const recordedDigests = records.flatMap(({ turns }) => turns.flatMap(({ fileDigest }) => fileDigest ?? []));
  const { phase1 } = manifest;
  const ptaus = [...new Set(manifest.circuits.flatMap(({ ptau }) => ptau ?? []))];
  return {
    file: manifestFile,
    manifest,
    circuits,
    records,
    attestations,
    digested: await reading.all(
      [...digestedFiles(manifest, attestations, recordedDigests)],
      same,
      async (source) => ({
        file: source.path,
        size: source.size,
        ...(await digestsOf(source)),
        blake3: recordedDigests.some((digest) => digest.length === BLAKE3_DIGITS)
          ? await blake3Of(source)
          : null,
      }),
    ),
    phase1: {
      attestations: await reading.all(phase1?.attestations ?? [], same, readAttestation),
      ptaus: await reading.all(ptaus, same, readPtau),
      challenge: await reading.one(phase1?.challenge, (source) => readChallenge(source, openCurve)),
      parent: await reading.one(phase1?.parent, (source) => readChallenge(source, openCurve)),
      nextChallenge: await reading.one(phase1?.nextChallenge, (source) => readChallenge(source, openCurve)),
    },
    unreadable: reading.unreadable,
    files: [...reading.files.values()],
  };
}

const same = (path: string): string => path;

const BLAKE3_DIGITS = 64;

/** The circuits' files that a published digest has the name of, and all keys where digests of keys are recorded. */
function digestedFiles(
  { circuits }: Manifest,
  attestations: readonly Attestation[],
  recorded: readonly string[],
): ReadonlySet<string> {
  const names = attestations.flatMap(({ claims }) => claims.flatMap(({ fileName }) => fileName ?? []));
  const claimed = new Set(names.map((name) => basename(name)));
  const files = circuits.flatMap(({ r1cs, ptau }) => [r1cs, ptau].flatMap((path) => path ?? []));
  const keys = circuits.flatMap(({ initial, final, contributions }) => [
    ...[initial, final].flatMap((path) => path ?? []),
    ...contributions.map(({ file }) => file),
  ]);
  const isClaimed = (path: string): boolean => claimed.has(basename(path));
  return new Set([
    ...files.filter(isClaimed),
    ...keys.filter((path) => recorded.length > 0 || isClaimed(path)),
  ]);
}

class CeremonyReading {
  readonly unreadable: UnreadableFile[] = [];
  /** By path; a file that is read for two purposes is one. */
  readonly files = new Map<string, ByteSource>();

  constructor(
    private readonly folder: CeremonyFolder,
    private readonly openCurve: OpenDecoder,
  ) {}

  async circuit(circuit: ManifestCircuit): Promise<CeremonyCircuit> {
    const key = (source: ByteSource): Promise<ProvingKey> => this.key(source);
    const uploads = await this.all(
      circuit.contributions,
      ({ file }) => file,
      async (source, { index }) => ({
        file: source.path,
        index: index ?? null,
        key: await this.key(source),
      }),
    );
    const logs = await this.all(circuit.logs, same, async (source) => {
      const { keys } = readSnarkjsLog(await readText(source));
      return keys.map((one) => ({ ...one, file: source.path }));
    });
    return {
      name: circuit.name,
      ids: circuit.ids,
      final: await this.one(circuit.final, key),
      initial: await this.one(circuit.initial, key),
      uploads,
      logs: logs.flat(),
    };
  }

  /** A .zkey, or a .params by its name. */
  private key(source: ByteSource): Promise<ProvingKey> {
    return /\.params$/i.test(source.path) ? readParams(source, this.openCurve) : readZkey(source);
  }

  /** What can be read of a list, in its order. */
  async all<Item, T>(
    items: readonly Item[],
    pathOf: (item: Item) => string,
    read: (source: ByteSource, item: Item) => Promise<T>,
  ): Promise<T[]> {
    const done: T[] = [];
    for (const item of items) {
      const value = await this.one(pathOf(item), (source) => read(source, item));
      if (value !== null) done.push(value);
    }
    return done;
  }

  async one<T>(path: string | undefined, read: (source: ByteSource) => Promise<T>): Promise<T | null> {
    if (path === undefined) return null;
    const file = join(this.folder.path, path);
    try {
      const source = this.files.get(file) ?? (await fileIn(this.folder, path));
      this.files.set(file, source);
      return await read(source);
    } catch (error) {
      this.unreadable.push({ file, error: asMalformed(file, error) });
      return null;
    }
  }
}

/** A missing file is a fault of the evidence, as bytes that cannot be read are. */
function asMalformed(file: string, error: unknown): MalformedError {
  if (error instanceof MalformedError) return error;
  const code = (error as { code?: unknown }).code;
  if (typeof code !== "string") throw error;
  const problem =
    code === "ENOENT" ? "the manifest names this file, and it is not there" : (error as Error).message;
  return new MalformedError({ file, section: "file", offset: 0, problem });
}
