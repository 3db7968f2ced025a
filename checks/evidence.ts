/** What checks judge: the records that the readers made, by the role that each file plays. */
import type { Announcement } from "../transcripts/announcement.js";
import type { Ceremony } from "../transcripts/ceremony/ceremony.js";
import type { RoundRecord } from "../transcripts/drand/round.js";
import type { MarketConfig } from "../transcripts/market/config.js";
import type { MarketLog } from "../transcripts/market/read.js";
import type { Challenge } from "../transcripts/bellman/challenge.js";
import type { Response } from "../transcripts/bellman/response.js";
import type { MalformedError } from "../transcripts/malformed.js";
import type { Ptau } from "../transcripts/iden3/ptau.js";
import type { R1cs } from "../transcripts/iden3/r1cs.js";
import type { ProvingKey } from "../transcripts/provingKey.js";
import type { Rebuilt, Recompiled, ReleasePolicy, WitnessProgram } from "../transcripts/policy/release.js";
import type { ContractCode } from "../transcripts/solidity/bytecode.js";
import type { SolidityVerifier } from "../transcripts/solidity/verifier.js";
import type { VerificationKey } from "../transcripts/verificationKey.js";

/** Everything a check may need. All of it is immutable. */
export interface Evidence {
  readonly r1cs: R1cs;
  readonly ptau: Ptau;
  readonly zkey: ProvingKey;
  /** Earlier keys of the same chain, in the order given. */
  readonly earlierKeys: readonly ProvingKey[];
  readonly verificationKey: VerificationKey;
  /** The verifier contract: its source, and the code that is deployed. */
  readonly solidity: SolidityVerifier;
  readonly bytecode: ContractCode;
  /** The contract's source, compiled again. */
  readonly recompiled: Recompiled;
  /** A circuit's policy in zkassay.config.json; its source, compiled again; its program of witnesses, as it was run. */
  readonly release: ReleasePolicy;
  readonly rebuilt: Rebuilt;
  readonly witnessProgram: WitnessProgram;
  /** One step of phase 1: the challenge, the response to it, and the challenge made from the response. */
  readonly challenge: Challenge;
  readonly response: Response;
  readonly nextChallenge: Challenge;
  /** Records of who announced which beacon. */
  readonly announcements: readonly Announcement[];
  /** drand rounds as given; an empty list where announcements are given without. */
  readonly rounds: readonly RoundRecord[];
  /** A whole ceremony: every circuit's keys, the coordinator's records, published statements. */
  readonly ceremony: Ceremony;
  /** The event log of a proof market, and what it was configured with where its log does not say. */
  readonly market: MarketLog;
  readonly marketConfig: MarketConfig;
}

export type Role = keyof Evidence;

/** What a report calls each role. */
export const roleNames: Readonly<Record<Role, string>> = {
  r1cs: "the circuit's constraints (.r1cs)",
  ptau: "the powers of tau (.ptau)",
  zkey: "the proving key (.zkey or .params)",
  earlierKeys: "earlier keys of the chain (--previous)",
  verificationKey: "the verification key (--vkey)",
  solidity: "the verifier contract's source (--solidity)",
  bytecode: "the verifier contract's code (--bytecode)",
  recompiled: "the verifier contract's source, with the compiler to build it again (--solidity)",
  release: "the policy of a release (zkassay.config.json)",
  rebuilt: "the circuit's source, with the compiler to build it again (zkassay.config.json)",
  witnessProgram: "the program that computes witnesses (.wasm)",
  challenge: "the challenge",
  response: "the response",
  nextChallenge: "the challenge made from the response",
  announcements: "the announcement of a beacon (--announcement)",
  rounds: "the JSON of a drand round (--round)",
  ceremony: "a whole ceremony (ceremony.json)",
  market: "the log of a proof market (.jsonl)",
  marketConfig: "the market's configuration (--config)",
};

/** Evidence that a full verification can do without: its absence is reported and leaves nothing open. */
export const optionalRoles: ReadonlySet<Role> = new Set([
  "earlierKeys",
  "verificationKey",
  "solidity",
  "bytecode",
  "rebuilt",
  "recompiled",
  "witnessProgram",
  "nextChallenge",
  "announcements",
  "rounds",
  "ceremony",
  "marketConfig",
]);

/** The records at hand, and the errors of the files that could not be read. */
export interface Dossier {
  readonly evidence: Partial<Evidence>;
  readonly malformed: ReadonlyMap<Role, MalformedError>;
}

/** Whether a role's record was read from the container (.ptau, .zkey, .r1cs) of that path. */
export function isRecordOf(evidence: Partial<Evidence>, role: Role, path: string): boolean {
  const record = evidence[role];
  return record !== undefined && "container" in record && record.container.source.path === path;
}
