/**
 * The seed of a beacon: SHA-256 applied 2^exponent times to its value, the first time to bytes of any length. Long
 * runs go in segments, report how far they are, and can be stored and resumed (formats.md A.6).
 */
import { hash } from "node:crypto";
import { iteratedModule } from "./iteratedModule.js";

/** No tool goes further: in JavaScript's 32-bit shifts 64 behaves as 32, so that peers disagree from there on. */
export const EXPONENT_LIMIT = 63;

/** Steps between two reports: a quarter of a second. */
const SEGMENT = 2 ** 20;

/** A run that was stopped: `done` steps of 2^exponent, from `value`, have led to `digest`. */
export interface IterationCheckpoint {
  readonly value: Uint8Array;
  readonly exponent: number;
  /** At least 1. */
  readonly done: number;
  /** 32 bytes. */
  readonly digest: Uint8Array;
}

export interface IterationOptions {
  /** Goes on from here. It must be of the same value and exponent. */
  readonly from?: IterationCheckpoint;
  /** Called after every segment; awaited, so that a checkpoint can be written. */
  readonly onSegment?: (checkpoint: IterationCheckpoint) => void | Promise<void>;
}

/**
 * @param value at least one byte
 * @throws RangeError for an exponent that is no integer in [0, 63], and for a checkpoint of another run
 */
export async function iteratedSha256(
  value: Uint8Array,
  exponent: number,
  options: IterationOptions = {},
): Promise<Uint8Array> {
  if (!Number.isInteger(exponent) || exponent < 0 || exponent > EXPONENT_LIMIT) {
    throw new RangeError(`2^${exponent} iterations; the exponent is an integer from 0 to ${EXPONENT_LIMIT}`);
  }
  const total = 2 ** exponent;
  const { from, onSegment } = options;
  if (from !== undefined) assertSameRun(from, value, exponent);
  let digest: Uint8Array = from?.digest.slice() ?? new Uint8Array(hash("sha256", value, "buffer"));
  for (let done = from?.done ?? 1; done < total;) {
    const count = Math.min(SEGMENT, total - done);
    digest = await iterate(digest, count);
    done += count;
    await onSegment?.({ value, exponent, done, digest });
    // Lets timers, signals and other work have their turn.
    await new Promise(setImmediate);
  }
  return digest;
}

function assertSameRun(from: IterationCheckpoint, value: Uint8Array, exponent: number): void {
  if (from.exponent !== exponent || Buffer.compare(from.value, value) !== 0) {
    throw new RangeError("the checkpoint belongs to another value or exponent");
  }
  if (
    from.digest.length !== 32 ||
    !Number.isSafeInteger(from.done) ||
    from.done < 1 ||
    from.done > 2 ** exponent
  ) {
    throw new RangeError("the checkpoint is no state of its run");
  }
}

interface Loop {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly iterate: (count: number) => void;
}

let loop: Promise<Loop> | undefined;

async function openLoop(): Promise<Loop> {
  return new WebAssembly.Instance(await WebAssembly.compile(iteratedModule())).exports as Loop;
}

/** SHA-256 `count` times (0 < count < 2³²) from a digest. */
async function iterate(digest: Uint8Array, count: number): Promise<Uint8Array> {
  const { memory, iterate: run } = await (loop ??= openLoop());
  const words = new DataView(memory.buffer);
  const bytes = new DataView(digest.buffer, digest.byteOffset, digest.byteLength);
  for (let i = 0; i < 32; i += 4) words.setUint32(i, bytes.getUint32(i), true);
  run(count);
  const result = new DataView(new ArrayBuffer(32));
  for (let i = 0; i < 32; i += 4) result.setUint32(i, words.getUint32(i, true));
  return new Uint8Array(result.buffer);
}
