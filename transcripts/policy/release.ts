/** What a policy is held against, beside the files themselves: what was built again, and what was run. */
import type { FileDigests } from "../digest.js";
import type { R1cs } from "../iden3/r1cs.js";
import type { CeremonyPolicy, ConfigCircuit, DigestedPart } from "./config.js";

/** A circuit of a configuration. */
export interface ReleasePolicy {
  /** Path of the configuration. */
  readonly file: string;
  /** Name of the circuit. */
  readonly circuit: string;
  readonly ceremony: CeremonyPolicy | null;
  /** Name of the circuit in the ceremony's own manifest. */
  readonly circuitInCeremony: string;
  /** Digests that the configuration says were published. */
  readonly published: ConfigCircuit["digests"];
  /** Digests of those of them that were read. */
  readonly digests: ReadonlyMap<DigestedPart, FileDigests & { readonly path: string }>;
}

/** A circuit that was compiled again from its source. */
export interface Rebuilt {
  readonly source: string;
  /** "circom 2.2.3 --O1". */
  readonly compiler: string;
  readonly made:
    | {
        readonly kind: "made";
        readonly r1cs: R1cs;
        readonly wasmSha256: string;
        /** The names of its signals: the text of the .sym. */
        readonly symbols: Uint8Array;
        readonly sources: number;
      }
    /** The compiler is not at hand, or it does not compile the source: nothing is known. */
    | { readonly kind: "unavailable"; readonly reason: string };
}

/** The program of witnesses as it is released. */
export interface WitnessProgram {
  readonly path: string;
  readonly sha256: string;
  /** That it is no program of this circuit, or was not run to its end; null where neither is so. */
  readonly fault: { readonly kind: "unlike" | "stopped"; readonly reason: string } | null;
  readonly trials: readonly WitnessTrial[];
  /** What it did on inputs that nobody declared; null where it was not run on any. */
  readonly random: RandomTrials | null;
}

/** A witness of declared inputs, put into the constraints. */
export interface WitnessTrial {
  /** The file of inputs. */
  readonly inputs: string;
  readonly outcome:
    | { readonly kind: "satisfied" }
    | { readonly kind: "violated"; readonly constraint: number }
    | { readonly kind: "refused"; readonly reason: string }
    | { readonly kind: "unlike"; readonly reason: string }
    /** A bound of ours on its time or memory was reached: it may be honest. */
    | { readonly kind: "stopped"; readonly reason: string };
}

export interface RandomTrials {
  /** What the inputs are drawn from. */
  readonly seed: number;
  readonly satisfied: number;
  /** An honest program refuses what the circuit does. */
  readonly refused: number;
  /** The first inputs on which it is wrong, as JSON, and how. */
  readonly wrong: {
    /** How many were drawn before. */
    readonly index: number;
    readonly inputs: string;
    readonly outcome: Extract<WitnessTrial["outcome"], { kind: "violated" | "unlike" }>;
  } | null;
  /** Why fewer were run than were wanted, or none. */
  readonly open: string | null;
}

/** A verifier contract, compiled again from its source. */
export interface Recompiled {
  /** Path of the source. */
  readonly source: string;
  /** Version of the compiler at hand, such as "0.8.37". */
  readonly version: string;
  /** The compiler's file, where the reader chose one, and its SHA-256: whoever relies on the result trusts it. */
  readonly chosen: { readonly path: string; readonly sha256: string } | null;
  /** One build a setting of the compiler, made when it is asked for. */
  builds(): Iterable<Build>;
}

export type Build =
  | {
      readonly kind: "made";
      /** "solc 0.8.37, no optimizer". */
      readonly named: string;
      /** The deployed code without its metadata. */
      readonly code: Uint8Array;
    }
  | { readonly kind: "unavailable"; readonly named: string; readonly reason: string };
