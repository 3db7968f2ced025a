/** Flips bits of one byte at a time and asks whether anybody noticed. */
import type { Check } from "../../checks/check.js";
import type { Evidence } from "../../checks/evidence.js";
import { assayDossier, seedHex, withRecord, type Assayed, type Reader } from "./assay.js";

export interface Flip {
  readonly offset: number;
  readonly mask: number;
}

/** One file of a set of honest ones, to be changed. */
export interface Target extends Reader {
  readonly bytes: Uint8Array;
  /** The honest records beside it. */
  readonly others: Partial<Evidence>;
  readonly checks: readonly Check[];
  /**
   * Ids to ask first, cheapest first: a finding is one however few checks are made, so that all of them are made
   * only where these notice nothing.
   */
  readonly first: readonly (readonly string[])[];
}

/** null where one of the first checks fails; otherwise the result of all. */
async function assayFlipped(target: Target, bytes: Uint8Array): Promise<Assayed | null> {
  const { others, checks, first } = target;
  const dossier = await withRecord(others, target, bytes);
  for (const only of first) {
    if ((await assayDossier(dossier, { checks, only })).verdict.outcome === "fail") return null;
  }
  return assayDossier(dossier, { checks });
}

/** The flips after which all checks pass on a file whose byte the report does not list as unbound. */
export async function silentFlips(
  target: Target,
  flips: Iterable<Flip>,
): Promise<{ silent: string[]; unbound: number; noticed: number }> {
  const counts = { silent: [] as string[], unbound: 0, noticed: 0 };
  for (const { offset, mask } of flips) {
    const bytes = target.bytes.slice();
    bytes[offset] = (bytes[offset] as number) ^ mask;
    const assayed = await assayFlipped(target, bytes);
    if (assayed === null || assayed.verdict.outcome !== "pass") counts.noticed++;
    else if (isUnbound(assayed, offset)) counts.unbound++;
    else
      counts.silent.push(`${target.role}: byte ${offset} ^ 0x${mask.toString(16)} passes (seed ${seedHex})`);
  }
  return counts;
}

function isUnbound({ exhibits }: Assayed, offset: number): boolean {
  return exhibits.some(
    (exhibit) =>
      exhibit.kind === "unbound" &&
      exhibit.rows.some(({ ranges }) => ranges.some(({ start, end }) => start <= offset && offset < end)),
  );
}

export interface Stretch {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The container's own bytes (magic, version, count, types and lengths), and each section's contents. */
export function stretchesOf(file: Uint8Array): { container: Stretch[]; sections: Map<number, Stretch> } {
  const bytes = Buffer.from(file);
  const container: Stretch[] = [{ name: "head", start: 0, end: 12 }];
  const sections = new Map<number, Stretch>();
  let at = 12;
  for (let i = 0; i < bytes.readUInt32LE(8); i++) {
    const type = bytes.readUInt32LE(at);
    const start = at + 12;
    const end = start + Number(bytes.readBigUInt64LE(at + 4));
    container.push({ name: `head of section ${type}`, start: at, end: start });
    sections.set(type, { name: `section ${type}`, start, end });
    at = end;
  }
  return { container, sections };
}

/** A mask that is not zero, the same for the same byte in every run. */
function maskAt(offset: number): number {
  return ((Math.imul(offset + 1, 2_654_435_761) >>> 13) % 255) + 1;
}

/** Every byte of a stretch, with each of the masks, or with one that differs from byte to byte. */
export function* everyByte({ start, end }: Stretch, masks?: readonly number[]): Generator<Flip> {
  for (let offset = start; offset < end; offset++) {
    for (const mask of masks ?? [maskAt(offset)]) yield { offset, mask };
  }
}

/** Bytes of the first, the last and some other elements of a section of points. */
export function* sampledBytes(
  stretch: Stretch,
  element: number,
  elements: number,
  bytes: number,
): Generator<Flip> {
  const count = Math.floor((stretch.end - stretch.start) / element);
  const chosen = new Set([0, count - 1]);
  for (let i = 1; chosen.size < Math.min(elements, count); i++) chosen.add(maskAt(stretch.start + i) % count);
  for (const index of chosen) {
    for (let k = 0; k < bytes; k++) {
      const within =
        k === 0 ? 0 : k === 1 ? element - 1 : maskAt(stretch.start + index * element + k) % element;
      const offset = stretch.start + index * element + within;
      yield { offset, mask: maskAt(offset) };
    }
  }
}
