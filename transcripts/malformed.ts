/** The one error of the readers: bytes that cannot be what they claim to be. */

/** Where and what; the runner turns it into a finding of the file's container check. */
export interface MalformedDetails {
  readonly file: string;
  /** Section in the format's own words. */
  readonly section: string;
  /** Absolute byte offset at which the reading failed. */
  readonly offset: number;
  /** What is wrong, as one sentence without a full stop. */
  readonly problem: string;
}

/** Thrown by readers when bytes cannot be parsed further. An answer about the input, not a fault of ours. */
export class MalformedError extends Error {
  readonly details: MalformedDetails;

  constructor(details: MalformedDetails) {
    super(`${details.file}: ${details.section}, byte ${details.offset}: ${details.problem}`);
    this.name = "MalformedError";
    this.details = details;
  }
}

/**
 * Something a reader stepped over and could go on from: bytes that the format does not account for.
 * Readers record anomalies and never judge them; the container checks do.
 */
export interface Anomaly {
  readonly kind: "trailing bytes" | "unknown section" | "duplicate section" | "ignored bytes";
  readonly section: string;
  readonly start: number;
  readonly end: number;
  readonly problem: string;
}
