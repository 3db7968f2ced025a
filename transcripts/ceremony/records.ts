/**
 * One model of what coordinators record: people, the turns that they had in the queue of each circuit, and what came
 * of each turn. Whatever the coordinator's software, a turn that was verified is a contribution.
 */

/** What became of a turn, as recorded. */
export type TurnState = "waiting" | "running" | "complete" | "invalidated";

/** Who ended a turn that was invalidated. */
export type Sender = "participant" | "server" | "watchdog" | "coordinator";

/** One person's turn at one circuit. Every text is untrusted, and nothing binds any of it. */
export interface Turn {
  /** The circuit's id in the records: setup-mpc-ui's ceremony id, p0tion's prefix, a CSV's file name. */
  readonly circuit: string;
  /** The account that a turn belongs to; two turns of one account are one person's. */
  readonly account: string | null;
  /** The name as shown. */
  readonly name: string | null;
  readonly queueIndex: number | null;
  /** The contribution that this one was to build on; 0 is the initial key. */
  readonly priorIndex: number | null;
  /** The number that it was given; null before it was verified. */
  readonly index: number | null;
  readonly state: TurnState;
  /** The last step, made by the coordinator. */
  readonly final: boolean;
  /** The contribution's hash, 128 hex digits; null where none was recorded. */
  readonly hash: string | null;
  /** How many contributions the recorded verification lists; null where there is no verification. */
  readonly listed: number | null;
  /** Digest of the key file as recorded: 128 digits of Blake2b-512, or 64 of BLAKE3 (p0tion's machines). */
  readonly fileDigest: string | null;
  /** Who ended it, when it was not the person who finished. */
  readonly endedBy: { readonly sender: Sender; readonly at: number | null; readonly words: string } | null;
  /** Whether a coordinator set the turn back so that the person could have another. */
  readonly reset: boolean;
  /** Unix times in milliseconds. */
  readonly startedAt: number | null;
  readonly completedAt: number | null;
  /** Where it is recorded. */
  readonly place: { readonly file: string; readonly section: string };
}

/** A circuit as the records know it. */
export interface RecordedCircuit {
  readonly id: string;
  readonly title: string | null;
  readonly circuitFileName: string | null;
  readonly sequence: number | null;
  readonly complete: boolean;
}

export interface Records {
  readonly file: string;
  readonly coordinator: "setup-mpc-ui" | "setup-mpc-ui CSV" | "p0tion";
  readonly circuits: readonly RecordedCircuit[];
  readonly turns: readonly Turn[];
  /** Accounts of those who ran the ceremony. */
  readonly coordinators: readonly string[];
}
