/** The chain of a circuit, and what branches off it: found from the keys alone. */
import type { Curve } from "../../algebra/curve.js";
import type { Ceremony, CeremonyCircuit, UploadedKey } from "../../transcripts/ceremony/ceremony.js";
import type { Phase2Contribution, ProvingKey } from "../../transcripts/provingKey.js";
import type { CheckContext } from "../check.js";
import { contributionHash } from "../phase2/chain.js";
import { equalBytes, hex } from "../shared/places.js";

/** A contribution of the chain that the final key ends. */
export interface ChainLinkOf {
  /** 1-based. */
  readonly number: number;
  readonly hash: string;
  readonly name: string | null;
  readonly beacon: boolean;
}

/** A contribution that is in an uploaded key and not in the chain. */
export interface Stray {
  readonly hash: string;
  readonly name: string | null;
  /** The shortest uploaded key that holds it. */
  readonly upload: UploadedKey;
  readonly row: Phase2Contribution;
  /** How many contributions its key shares with the chain: the chain's link that its branch grows from, or 0. */
  readonly fork: number;
  /** 1 on the chain itself, 2 on a stray, and so on. */
  readonly depth: number;
}

/** A key with a branch of its own: its contributions beyond the fork are all strays. */
export interface SideKey {
  readonly upload: UploadedKey;
  readonly fork: number;
}

export interface CircuitChain {
  readonly circuit: CeremonyCircuit;
  /** null where neither the final key nor a published verification of it is at hand. */
  readonly source: "key" | "log" | null;
  readonly links: readonly ChainLinkOf[];
  readonly positions: ReadonlyMap<string, number>;
  readonly strays: ReadonlyMap<string, Stray>;
  readonly sideKeys: readonly SideKey[];
  /** Uploaded keys of another circuit or another initial key. */
  readonly foreign: readonly UploadedKey[];
  /** Hash of the last contribution of each upload; null for an initial key. */
  readonly lastHashes: ReadonlyMap<UploadedKey, string | null>;
  /** The shortest key at hand with exactly this many contributions of the chain. */
  keyAt(number: number): ProvingKey | null;
}

const known = new WeakMap<Ceremony, Promise<readonly CircuitChain[]>>();

/** The chains of all circuits, in the manifest's order; computed once. */
export function chainsOf(
  ceremony: Ceremony,
  context: Pick<CheckContext, "curve">,
): Promise<readonly CircuitChain[]> {
  const chains =
    known.get(ceremony) ?? Promise.all(ceremony.circuits.map((circuit) => chainOf(circuit, context)));
  known.set(ceremony, chains);
  return chains;
}

async function chainOf(
  circuit: CeremonyCircuit,
  context: Pick<CheckContext, "curve">,
): Promise<CircuitChain> {
  const sample = circuit.final ?? circuit.uploads[0]?.key ?? null;
  const curve = sample === null ? null : await context.curve(sample.curve.name);
  const links =
    circuit.final !== null && curve !== null ? linksOfKey(curve, circuit.final) : linksOfLog(circuit);
  const positions = new Map(links.map(({ hash, number }) => [hash, number]));
  const strays = new Map<string, Stray>();
  const sideKeys: SideKey[] = [];
  const foreign: UploadedKey[] = [];
  const lastHashes = new Map<UploadedKey, string | null>();
  const onChain = new Map<number, ProvingKey>();
  if (circuit.initial !== null) onChain.set(0, circuit.initial);
  // The shortest first, so that each stray is found in the key that it ends.
  const uploads = circuit.uploads.toSorted((a, b) => a.key.contributions.length - b.key.contributions.length);
  for (const upload of uploads) {
    const rows = upload.key.contributions;
    const hashes = new RowHashes(curve, rows);
    lastHashes.set(upload, rows.length === 0 ? null : hashes.at(rows.length - 1));
    if (circuit.final === null) continue;
    if (!sameStart(upload.key, circuit.final)) {
      foreign.push(upload);
      continue;
    }
    const fork = sharedRows(upload.key, circuit.final);
    if (fork === rows.length) {
      if (!onChain.has(fork)) onChain.set(fork, upload.key);
      continue;
    }
    sideKeys.push({ upload, fork });
    for (let i = fork; i < rows.length; i++) {
      const row = rows[i] as Phase2Contribution;
      const hash = hashes.at(i);
      if (!strays.has(hash))
        strays.set(hash, { hash, name: row.name, upload, row, fork, depth: i - fork + 1 });
    }
  }
  return {
    circuit,
    source: circuit.final !== null ? "key" : links.length > 0 ? "log" : null,
    links,
    positions,
    strays,
    sideKeys,
    foreign,
    lastHashes,
    keyAt: (number) => onChain.get(number) ?? null,
  };
}

function linksOfKey(curve: Curve, key: ProvingKey): ChainLinkOf[] {
  const hashes = new RowHashes(curve, key.contributions);
  return key.contributions.map(({ number, name, flag }, i) => ({
    number,
    name,
    hash: hashes.at(i),
    beacon: flag === "beacon",
  }));
}

/** Where the key is not at hand, its published verification says what it holds. */
function linksOfLog(circuit: CeremonyCircuit): ChainLinkOf[] {
  const [log] = circuit.logs.toSorted((a, b) => b.contributions.length - a.contributions.length);
  return (log?.contributions ?? [])
    .map(({ number, name, hash, beacon }) => ({ number, name, hash, beacon: beacon !== null }))
    .sort((a, b) => a.number - b.number);
}

/** Contribution hashes of a key, computed when asked for. */
class RowHashes {
  constructor(
    private readonly curve: Curve | null,
    private readonly rows: readonly Phase2Contribution[],
  ) {}

  at(index: number): string {
    const row = this.rows[index];
    if (row === undefined || this.curve === null) throw new RangeError(`there is no contribution ${index}`);
    return hex(contributionHash(this.curve, row));
  }
}

/** Whether two keys began as the same initial key. */
function sameStart(a: ProvingKey, b: ProvingKey): boolean {
  return a.curve.name === b.curve.name && equalBytes(a.circuitHash, b.circuitHash);
}

/** How many contributions at the start are equal in all that is bound. */
function sharedRows(a: ProvingKey, b: ProvingKey): number {
  const first = a.contributions.findIndex((row, i) => {
    const other = b.contributions[i];
    return other === undefined || !sameRow(row, other);
  });
  return first === -1 ? a.contributions.length : first;
}

const FIELDS = ["deltaAfter", "g1s", "g1sx", "g2spx", "transcript"] as const;

function sameRow(a: Phase2Contribution, b: Phase2Contribution): boolean {
  return FIELDS.every((field) => equalBytes(a[field], b[field]));
}
