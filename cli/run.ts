/** What a run is asked: its parts, and what they share. */
import type { Curve, CurveName } from "../algebra/curve.js";
import type { IterationPolicy } from "../algebra/hashing/iterationPolicy.js";
import type { WalkStore } from "../algebra/obligations/walkStore.js";
import type { EngineOptions } from "../algebra/open.js";
import type { Check } from "../checks/check.js";
import type { CheckResult, Exhibit, Interrupted, Soundness } from "../findings/index.js";
import type { OpenDossier } from "./files.js";
import type { InputFile, Recorder } from "./inputs.js";

/** Checks and what they are made on. */
export interface AssayPart {
  /** Names the part where a run has several: a circuit. */
  readonly subject?: string;
  readonly checks: readonly Check[];
  /** Leaves out the checks of files that were not given, instead of saying that they were not. */
  readonly ofGivenFiles?: true;
  /** Checks not to be made, with the words of the request. */
  readonly assumed: ReadonlyMap<string, string>;
}

/** What all parts of a run share. */
export interface AssayRun {
  /** The command without --seed and --only, for the reproduce lines. */
  readonly command: string;
  /** 32 bytes to repeat an earlier run; drawn from the operating system unless given. */
  readonly seed?: Uint8Array;
  /** Where `seed` is from: asked for, unless this says otherwise. */
  readonly seedSource?: Soundness["source"];
  readonly engine: EngineOptions;
  /** How far hash chains of beacons are followed; see RunOptions. */
  readonly iterations?: IterationPolicy;
  readonly progress: (done: number, total: number, what: string) => void;
  readonly interrupted?: Interrupted;
  readonly record?: Recorder;
  /** Where sums of sections are kept from run to run. */
  readonly store?: WalkStore;
  /** Marks rows whose failure is accepted for a while. */
  readonly accept?: (checks: readonly CheckResult[]) => CheckResult[];
}

/** Opens a curve of the run, once. */
export type CurveOfRun = (name: CurveName) => Promise<Curve>;

/** Rows that are made otherwise than by checks, such as a circuit's properties. */
export interface MadeRows {
  readonly checks: readonly CheckResult[];
  readonly exhibits: readonly Exhibit[];
  /** Files that were read for them. */
  readonly inputs: readonly InputFile[];
  /** Ids of rows that the verdict does not wait for. */
  readonly excused: ReadonlySet<string>;
}

/** A part with its evidence, opened when it is the part's turn and closed after it. */
export interface PartToJudge extends AssayPart {
  /** @param seed the run's own, which its reproduce lines name: for whatever is drawn */
  open(seed: Uint8Array): Promise<OpenDossier>;
  /** Ids of rows that must be decided whatever their severity. */
  readonly required?: ReadonlySet<string>;
  /** Makes rows of the same subject after the checks. */
  more?(seed: Uint8Array): Promise<MadeRows>;
}
