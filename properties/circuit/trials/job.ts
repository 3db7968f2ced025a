/** The messages between the tool and the thread in which somebody else's witness program runs. */
import type { WitnessProgram, WitnessTrial } from "../../../transcripts/policy/release.js";
import type { Inputs } from "../signals.js";

export interface TrialJob {
  readonly wasm: Uint8Array;
  /** Path of the constraints. */
  readonly r1cs: string;
  /** Inputs that must have a witness, with the file that they are from. */
  readonly declared: readonly { readonly file: string; readonly inputs: Inputs }[];
  /** Null where none are wanted. */
  readonly random: RandomWish | null;
}

export interface RandomWish {
  /** 32 bits. */
  readonly seed: number;
  readonly runs: number;
  /** After which no other is begun. */
  readonly seconds: number;
  /** The text of a .sym, which has the names of inputs where none are declared. */
  readonly symbols: Uint8Array | null;
}

export type TrialMessage =
  /** The program is none, or of another circuit: nothing else is said. */
  | { readonly kind: "fault"; readonly fault: NonNullable<WitnessProgram["fault"]> }
  | { readonly kind: "declared"; readonly trial: WitnessTrial }
  | { readonly kind: "random"; readonly random: NonNullable<WitnessProgram["random"]> }
  | { readonly kind: "end" };
