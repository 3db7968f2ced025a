/** The result of one run: all that a report shows, and all that `zkassay report` needs to show it again. */
import type { CheckDescription } from "./check.js";
import type { Exhibit } from "./exhibit.js";
import type { Fact, Finding, Outcome } from "./finding.js";

/** Version of the JSON form of a result; its JSON Schema is reports/json/result.schema.json. */
export const RESULT_SCHEMA = "zkassay-result/1";

/** One file that was read. */
export interface InputRecord {
  /** What the file was taken for: "r1cs", "ptau", "zkey", … */
  readonly role: string;
  readonly path: string;
  readonly bytes: number;
  /** Hex digests of the whole file. Both are left out of a large file whose form was refused before it was read. */
  readonly sha256?: string;
  readonly blake2b512?: string;
}

/** That whoever released the files accepts a check's failure, or that it was not decided, for a while. */
export interface Suppression {
  /** Why. Untrusted text. */
  readonly reason: string;
  /** The last day, UTC, on which the reason counts: YYYY-MM-DD. */
  readonly until: string;
}

/** One row of the report. */
export interface CheckResult extends CheckDescription {
  /** What it was made on, where a run judges several things of a kind: the name of a circuit. Untrusted text. */
  readonly subject?: string;
  readonly outcome: Outcome;
  /** Why, for every outcome but pass and fail. */
  readonly reason?: string;
  readonly findings: readonly Finding[];
  readonly facts: readonly Fact[];
  /** Set while its failure is accepted: the row stays as it is, and the verdict does not count it. */
  readonly suppressed?: Suppression;
  /** One command that runs this check again on the same bytes with the same coefficients. */
  readonly reproduce: string;
}

/** How often a false statement would pass, and where the random coefficients came from. */
export interface Soundness {
  /** The probability that any false equation passed is at most 2^−bits. */
  readonly errorBits: number;
  readonly source: "operating system" | "seed" | "checkpoint";
  /** 32 bytes of hex: the same seed draws the same coefficients. */
  readonly seed: string;
  readonly statement: string;
}

export interface Verdict {
  /** fail: a finding; inconclusive: nothing failed but something required was not decided; pass: the rest. */
  readonly outcome: "pass" | "fail" | "inconclusive";
  /** One sentence. */
  readonly summary: string;
  /** How many checks had each outcome. */
  readonly counts: Readonly<Record<Outcome, number>>;
  /** How many checks that the verdict waits for were not decided, where something failed besides. */
  readonly undecided?: number;
  /** Set where the run was ended before all checks were finished: it is never a pass. */
  readonly interrupted?: true;
}

export interface Result {
  readonly schema: typeof RESULT_SCHEMA;
  readonly tool: { readonly name: "zkassay"; readonly version: string };
  /** What was asked, as one command. */
  readonly command: string;
  /** RFC 3339, UTC. */
  readonly startedAt: string;
  readonly seconds: number;
  readonly engine: string;
  /** Absent where no random coefficient was needed. */
  readonly soundness?: Soundness;
  readonly inputs: readonly InputRecord[];
  readonly verdict: Verdict;
  readonly checks: readonly CheckResult[];
  readonly exhibits: readonly Exhibit[];
}

/** A result without its list of files: what a terminal shows, and what an exit code is made of. */
export type Judgement = Omit<Result, "inputs">;
