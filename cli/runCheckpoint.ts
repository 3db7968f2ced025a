/**
 * What an interrupted run leaves for the next run of the same command: its seed and the sums of the sections that it
 * finished, bound to the digests of its files. Coefficients that are known must not meet files that were changed since:
 * then all begins anew.
 */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { WalkSums } from "../algebra/obligations/walk.js";
import type { WalkStore } from "../algebra/obligations/walkStore.js";
import type { Kept } from "./checkpointFile.js";
import { version } from "./version.js";

/** What the sums of a run depend on, beside the bytes of its files. */
export interface RunIdentity {
  readonly command: string;
  /** Ids of checks that are left out. */
  readonly leftOut: readonly string[];
  /** What computes: sums of one engine are not another's. */
  readonly engine: readonly unknown[];
  /** A seed that was asked for, in hex. */
  readonly seed: string | null;
  /** Every file that is given. */
  readonly paths: readonly string[];
}

export class RunCheckpoint implements WalkStore {
  readonly #sums: Map<string, WalkSums>;

  private constructor(
    private readonly file: string,
    private readonly paths: readonly string[],
    /** What an earlier run has left. */
    readonly earlier: Kept | null,
  ) {
    this.#sums = new Map(earlier?.sums);
  }

  /** @param folder where checkpoints are; one that cannot be read, or is of other files, counts as none */
  static async open(folder: string, { paths, ...identity }: RunIdentity): Promise<RunCheckpoint> {
    const words = JSON.stringify([version(), process.cwd(), identity, paths]);
    const name = createHash("sha256").update(words, "utf8").digest("hex").slice(0, 32);
    const file = join(folder, `run-${name}.json`);
    const earlier = existsSync(file) ? await (await reader()).readKept(file, paths) : null;
    return new RunCheckpoint(file, paths, earlier);
  }

  recall(key: string): WalkSums | null {
    return this.#sums.get(key) ?? null;
  }

  keep(key: string, sums: WalkSums): void {
    this.#sums.set(key, sums);
  }

  /** Sections whose sums it has. */
  get size(): number {
    return this.#sums.size;
  }

  /** Writes all sums so far; hashes every file for it. */
  async leave(seed: Uint8Array): Promise<void> {
    await (await reader()).writeKept(this.file, this.paths, seed, this.#sums);
  }

  /** After a run that came to its end. */
  async forget(): Promise<void> {
    if (this.earlier !== null) await rm(this.file, { force: true });
  }
}

/** Loaded when there is something to read or to write. */
const reader = () => import("./checkpointFile.js");
