/** Statements about files: Panther's attestation.json and beacon, and git-LFS pointers. (formats.md E.2, E.5) */
import { z } from "zod";
import { attestation, captured, claim, type Attestation } from "./attestation.js";
import type { TextFile } from "./text.js";

const sha256 = z.string().regex(/^(?:0x)?[0-9a-f]{64}$/i);

const panther = z.object({
  contributor: z.string(),
  contributionNumber: z.string(),
  timestamp: z.string(),
  files: z.array(z.object({ filename: z.string(), hash: sha256 })).max(1000),
});

/** Panther: one contributor, the SHA-256 of the key of every circuit. */
export function readPantherAttestation(file: string, value: unknown): Attestation | null {
  const parsed = panther.safeParse(value);
  if (!parsed.success) return null;
  const { contributor: person, contributionNumber: number, timestamp: date, files } = parsed.data;
  const claims = files.map(({ filename, hash }) =>
    claim("file", hash.replace(/^0x/, "").toLowerCase(), 1, {
      fileName: filename,
      circuit: filename.replace(/\.zkey$/, ""),
      number,
      person,
    }),
  );
  return attestation(file, "Panther attestation", claims, { person, date });
}

/** The value that a ceremony's last step applied, as Panther publishes it. */
export interface PublishedBeacon {
  readonly blockNumber: number;
  readonly blockHash: string;
  readonly iterationsExponent: number;
  readonly date: string;
}

const beacon = z.object({
  blockNumber: z.union([z.string().regex(/^\d{1,15}$/), z.int().min(0)]),
  blockHash: sha256,
  iterations: z.int().min(0).max(63),
  timestamp: z.string(),
});

/** @returns null where the value is no such record */
export function readPantherBeacon(value: unknown): PublishedBeacon | null {
  const parsed = beacon.safeParse(value);
  if (!parsed.success) return null;
  const { blockNumber, blockHash, iterations, timestamp } = parsed.data;
  return {
    blockNumber: Number(blockNumber),
    blockHash: blockHash.replace(/^0x/, "").toLowerCase(),
    iterationsExponent: iterations,
    date: timestamp,
  };
}

/** A git-LFS pointer: what stands in a repository in place of a large file; its SHA-256 and its size. */
export function readLfsPointer(text: TextFile, fileName: string): Attestation | null {
  if (!text.text.startsWith("version https://git-lfs.github.com/spec/v1\n")) return null;
  const hash = captured(text.text, /^oid sha256:([0-9a-f]{64})$/m);
  const size = captured(text.text, /^size (\d{1,15})$/m);
  if (hash === null || size === null) return null;
  return attestation(text.file, "git-LFS pointer", [
    claim("file", hash, 2, { fileName, size: Number(size) }),
  ]);
}
