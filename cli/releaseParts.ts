/** A release as its policy has it: every circuit with all that is known of it, one verdict over all. */
import type { Check } from "../checks/check.js";
import type { Evidence } from "../checks/evidence.js";
import { artefactChecks, ceremonyChecks, policyChecks, rebuildChecks, registry } from "../checks/registry.js";
import type { Judgement } from "../findings/index.js";
import type { Ceremony } from "../transcripts/ceremony/ceremony.js";
import { digestsOf, type FileDigests } from "../transcripts/digest.js";
import { digestedParts, type ConfigCircuit, type DigestedPart } from "../transcripts/policy/config.js";
import type { ReleasePolicy } from "../transcripts/policy/release.js";
import { withArtefacts } from "./artefacts.js";
import { assayParts } from "./parts.js";
import type { AssayRun, CurveOfRun, PartToJudge } from "./run.js";
import { ceremonyDossier, openCeremony, readWhole, withoutPhase1, type OpenCeremony } from "./ceremony.js";
import { openDossier, type OpenDossier } from "./files.js";
import type { InputFile } from "./inputs.js";
import { rebuild, runProgram } from "./rebuild.js";
import { acceptFor, ignoredExhibit, pathIn, requireEnds, type OpenConfig } from "./releaseConfig.js";
import { propertyRows } from "./releaseProperties.js";
import type { ChosenSolc } from "./solc.js";

/** What is checked of every circuit of a release. */
export const releaseChecks: readonly Check[] = [
  ...registry,
  ...artefactChecks,
  ...rebuildChecks,
  ...policyChecks,
];

/** What says that the beacon is the announced one: where the policy asks for it, it must be decided. */
const BEACON = ["beacon/zkey-derivation", "beacon/zkey-announced", "beacon/round", "beacon/announced-round"];

export interface ReleaseRun extends AssayRun {
  /** Checks that are left out, with the words for it. */
  readonly assumed: ReadonlyMap<string, string>;
  /** A compiler of the reader's own for contracts. */
  readonly solc: ChosenSolc | null;
  /** Whether properties are run. */
  readonly properties: boolean;
  /** YYYY-MM-DD, UTC. */
  readonly today: string;
}

/** @throws UsageError for a configuration that cannot be used as it is; see also assayParts */
export async function assayRelease(opened: OpenConfig, run: ReleaseRun): Promise<Judgement> {
  const { ignore, circuits } = opened.config;
  requireEnds(opened, run.today);
  const accept = acceptFor(ignore, run.today);
  const result = await assayParts({ ...run, accept }, async (curve) => {
    const ceremonies = await openCeremonies(opened, curve);
    const judgedWith = new Map<string, string>();
    const parts = circuits.map((circuit) => {
      const known = circuit.ptau === undefined ? undefined : judgedWith.get(circuit.ptau);
      if (circuit.ptau !== undefined && known === undefined) judgedWith.set(circuit.ptau, circuit.name);
      const assumed = known === undefined ? run.assumed : withoutPhase1(run.assumed, known);
      const whole = ceremonies.get(circuit.ceremony?.folder ?? "")?.ceremony;
      return partOf({ opened, circuit, whole, curve, run }, assumed);
    });
    const wholes = [...ceremonies.values()].map(({ from, ceremony }): PartToJudge => ({
      subject: `ceremony ${ceremony.manifest.name}`,
      checks: ceremonyChecks,
      assumed: run.assumed,
      open: () => ceremonyDossier(from, ceremony),
    }));
    return [...parts, ...wholes];
  });
  const ignored = ignoredExhibit(ignore, result.checks, run.today);
  return ignored === null ? result : { ...result, exhibits: [ignored, ...result.exhibits] };
}

interface PartRequest {
  readonly opened: OpenConfig;
  readonly circuit: ConfigCircuit;
  readonly whole: Ceremony | undefined;
  readonly curve: CurveOfRun;
  readonly run: ReleaseRun;
}

function partOf(request: PartRequest, assumed: ReadonlyMap<string, string>): PartToJudge {
  const { opened, circuit, run } = request;
  const beacon = circuit.ceremony?.beacon?.required === true ? BEACON : [];
  return {
    subject: circuit.name,
    checks: releaseChecks,
    assumed,
    required: new Set([...beacon, ...circuit.properties.map(({ id }) => id)]),
    open: (seed) => openCircuitFiles(request, inputSeed(seed)),
    ...(run.properties && circuit.properties.length > 0
      ? { more: (seed) => propertyRows(opened, circuit, inputSeed(seed), run) }
      : {}),
  };
}

/** 32 bits, for inputs of programs and properties. */
const inputSeed = (seed: Uint8Array): number => Buffer.from(seed).readUInt32LE();

async function openCircuitFiles(
  { opened, circuit, whole, curve, run }: PartRequest,
  seed: number,
): Promise<OpenDossier> {
  const paths = await pathsOf(opened, circuit);
  const { announcement, rounds = [] } = circuit.ceremony?.beacon ?? {};
  const files = (["r1cs", "ptau", "zkey"] as const).flatMap((role) => paths.get(role) ?? []);
  const announced =
    announcement === undefined
      ? {}
      : {
          announcements: [await pathIn(opened, announcement)],
          rounds: await Promise.all(rounds.map((path) => pathIn(opened, path))),
        };
  const base = await openDossier({ files, ...announced }, curve);
  const dossier = await withArtefacts(base, artefactsOf(paths), run.solc);
  try {
    const builds = !(run.assumed.has("rebuild/r1cs") && run.assumed.has("rebuild/wasm"));
    const rebuilt = builds ? await rebuild(opened, circuit) : null;
    const program = await runProgram(opened, circuit, {
      rebuilt: rebuilt?.evidence,
      seed: run.assumed.has("rebuild/witness") ? null : seed,
    });
    const inputs: InputFile[] = [
      { role: "release", source: opened.source },
      ...dossier.inputs,
      ...(rebuilt?.inputs ?? []),
      ...(program?.inputs ?? []),
    ];
    const evidence: Partial<Evidence> = {
      ...dossier.evidence,
      release: await policyOf(opened, circuit, paths, inputs),
      ...(rebuilt === null ? {} : { rebuilt: rebuilt.evidence }),
      ...(program === null ? {} : { witnessProgram: program.evidence }),
      ...(whole === undefined ? {} : { ceremony: whole }),
    };
    return { ...dossier, evidence, inputs };
  } catch (error) {
    await dossier.close();
    throw error;
  }
}

/** Where the files of a circuit are, by what the configuration calls them. */
async function pathsOf(
  opened: OpenConfig,
  circuit: ConfigCircuit,
): Promise<ReadonlyMap<DigestedPart, string>> {
  const paths = new Map<DigestedPart, string>();
  for (const part of digestedParts) {
    const path = circuit[part];
    if (path !== undefined) paths.set(part, await pathIn(opened, path));
  }
  return paths;
}

function artefactsOf(paths: ReadonlyMap<DigestedPart, string>) {
  const given = (["vkey", "solidity", "bytecode"] as const).flatMap((name) => {
    const path = paths.get(name);
    return path === undefined ? [] : [[name, path] as const];
  });
  return Object.fromEntries(given);
}

async function policyOf(
  { file }: OpenConfig,
  circuit: ConfigCircuit,
  paths: ReadonlyMap<DigestedPart, string>,
  inputs: readonly InputFile[],
): Promise<ReleasePolicy> {
  const digests = new Map<DigestedPart, FileDigests & { readonly path: string }>();
  for (const [part, path] of paths) {
    const read = inputs.find(({ source }) => source.path === path);
    if (read === undefined || circuit.digests[part] === undefined) continue;
    digests.set(part, { path, ...(await digestsOf(read.source)) });
  }
  return {
    file,
    circuit: circuit.name,
    ceremony: circuit.ceremony ?? null,
    circuitInCeremony: circuit.ceremony?.circuit ?? circuit.name,
    published: circuit.digests,
    digests,
  };
}

interface WholeCeremony {
  readonly from: OpenCeremony;
  readonly ceremony: Ceremony;
}

/** The ceremonies that circuits name, each read once, by the path that names it. */
async function openCeremonies(opened: OpenConfig, curve: CurveOfRun): Promise<Map<string, WholeCeremony>> {
  const folders = new Set(opened.config.circuits.flatMap(({ ceremony }) => ceremony?.folder ?? []));
  const wholes = new Map<string, WholeCeremony>();
  for (const folder of folders) {
    const from = await openCeremony(await pathIn(opened, folder));
    wholes.set(folder, { from, ceremony: await readWhole(from, curve) });
  }
  return wholes;
}
