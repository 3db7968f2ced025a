/** What every published statement about a ceremony is read into: who says which hash of what. */

/** What a hash is said to be of. */
export const claimSubjects = [
  /** A contribution of phase 2, as its participant saw it. */
  "contribution",
  /** The circuit and its initial key. */
  "circuit",
  /** Phase 1: the response file, the challenge that it answers, the challenge made from it. */
  "response",
  "challenge",
  "new challenge",
  /** A file of any kind. */
  "file",
] as const;
export type ClaimSubject = (typeof claimSubjects)[number];

/** One hash that somebody published. Everything but the hash is untrusted text that nothing binds. */
export interface Claim {
  readonly subject: ClaimSubject;
  /** Lowercase hex: 128 digits of Blake2b-512, or 64 of SHA-256. */
  readonly hash: string;
  /** The circuit as the statement calls it, or null where it names none. */
  readonly circuit: string | null;
  /** The number that the participant was shown; never what a claim is joined by. */
  readonly number: string | null;
  readonly person: string | null;
  /** For a file: its name and, in a git-LFS pointer, its size. */
  readonly fileName: string | null;
  readonly size: number | null;
  /** 1-based line of the hash. */
  readonly line: number;
}

export const attestationFormats = [
  "setup-mpc-ui gist",
  "setup-mpc-ui summary",
  "p0tion attestation",
  "phase-1 attestation",
  "snarkjs log",
  "list of file hashes",
  "Hermez table",
  "Hermez attestation",
  "Panther attestation",
  "Panther beacon",
  "git-LFS pointer",
  "list of contributions",
] as const;
export type AttestationFormat = (typeof attestationFormats)[number];

export interface Attestation {
  readonly file: string;
  readonly format: AttestationFormat;
  /** Who speaks, as the text has it. */
  readonly person: string | null;
  /** The ceremony as the text has it, and its id in the coordinator's records. */
  readonly ceremony: string | null;
  readonly ceremonyId: string | null;
  /** As written. */
  readonly date: string | null;
  readonly claims: readonly Claim[];
}

/** A claim from what is known of it. */
export function claim(
  subject: ClaimSubject,
  hash: string,
  line: number,
  rest: Partial<Omit<Claim, "subject" | "hash" | "line">> = {},
): Claim {
  return {
    subject,
    hash,
    line,
    circuit: null,
    number: null,
    person: null,
    fileName: null,
    size: null,
    ...rest,
  };
}

/** An attestation from what is known of it. */
export function attestation(
  file: string,
  format: AttestationFormat,
  claims: readonly Claim[],
  rest: Partial<Omit<Attestation, "file" | "format" | "claims">> = {},
): Attestation {
  return { file, format, claims, person: null, ceremony: null, ceremonyId: null, date: null, ...rest };
}

/** The first group of the first match, trimmed; null where there is none or it is empty. */
export function captured(text: string, pattern: RegExp): string | null {
  const value = pattern.exec(text)?.[1]?.trim() ?? "";
  return value === "" ? null : value;
}
