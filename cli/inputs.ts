/**
 * The files that a run reads. Reports list them with their digests, and a terminal's summary does not: to hash them takes
 * a tenth of a run's time, so that it is done only where a report is written.
 */
import type { InputRecord, Judgement, Result } from "../findings/index.js";
import { digestsOf } from "../transcripts/digest.js";
import type { ByteSource } from "../transcripts/source.js";

/** A file that was read, still open. */
export interface InputFile {
  /** What it was taken for; see InputRecord. */
  readonly role: string;
  readonly source: ByteSource;
  /** Its form was refused: what it holds was not read. */
  readonly refused?: true;
}

/** Large files take minutes to hash, which nobody waits for who is told that they are the wrong ones. */
const HASHED_THOUGH_REFUSED = 2 ** 28;

/** Is told of the files of a run while they are open. */
export type Recorder = (files: readonly InputFile[]) => Promise<void>;

/** The records of a run's files, in the order in which they were told of. */
export class InputList {
  readonly #records: InputRecord[] = [];

  /** Lists the files that are not listed yet; all of them at once, so that an interrupted run has no part of them. */
  readonly add: Recorder = async (files) => {
    const listed = new Set(this.#records.map(({ path }) => path));
    const records: InputRecord[] = [];
    for (const { role, source, refused } of files) {
      const { path, size } = source;
      if (listed.has(path)) continue;
      const isHashed = refused !== true || size <= HASHED_THOUGH_REFUSED;
      records.push({ role, path, bytes: size, ...(isHashed ? await digestsOf(source) : {}) });
    }
    this.#records.push(...records);
  };

  /** The whole of a result, which reports are made from. */
  complete({ verdict, checks, exhibits, ...head }: Judgement): Result {
    return { ...head, inputs: [...this.#records], verdict, checks, exhibits };
  }
}
