/** A ceremony with one thing changed, and which checks must say so. */
import type { Files } from "./edits.js";

export interface Tampered {
  readonly check: string;
  readonly what: string;
  readonly base?: "raced";
  readonly change: (files: Files) => void;
  /** Other checks that the same change must show in. */
  readonly also?: readonly string[];
}
