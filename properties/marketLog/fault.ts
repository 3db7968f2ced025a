/** A broken promise that can be planted in a task's story, and who must notice it where. */
import type { Script } from "./script.js";

export interface Fault {
  readonly name: string;
  /** What a cheat does. */
  readonly what: string;
  /** Changes the story of an honest task. */
  readonly plant: (script: Script) => void;
  /** The findings: a check's id, and the names of the lines that its finding gives, in its order. */
  readonly shows: readonly (readonly [check: string, ...lines: readonly string[]])[];
}
