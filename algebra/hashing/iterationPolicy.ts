/** How far a run goes with hash chains whose length a file may claim, and what it keeps of them. */
import { EXPONENT_LIMIT, iteratedSha256, type IterationCheckpoint } from "./iteratedSha256.js";

/** 2^34 steps take an hour or two. */
export const DEFAULT_MAX_EXPONENT = 34;

/** Where unfinished runs are kept. */
export interface CheckpointStore {
  /** The furthest state of this value and exponent, or null. */
  load(value: Uint8Array, exponent: number): Promise<IterationCheckpoint | null>;
  save(checkpoint: IterationCheckpoint): Promise<void>;
}

export interface IterationPolicy {
  /** Higher exponents are refused. */
  readonly maxExponent: number;
  readonly checkpoints?: CheckpointStore;
}

/** Runs this long are worth keeping; a second or two of work lies between two checkpoints. */
const KEEP_FROM_EXPONENT = 25;
const KEEP_EVERY = 2 ** 23;

/** All beacons of a run together may take as much as this many of the longest one: a file can claim thousands. */
const LONGEST_RUNS = 4;

export type Iterated =
  | { readonly kind: "digest"; readonly digest: Uint8Array }
  /** The reason is a part of a sentence. */
  | { readonly kind: "refused"; readonly reason: string };

/** What was computed under a policy. */
interface Ledger {
  /** Steps of all runs that were started. */
  spent: number;
  /** Digests by value and exponent: several checks ask for the same one. */
  readonly digests: Map<string, Promise<Uint8Array>>;
}

const ledgers = new WeakMap<IterationPolicy, Ledger>();

/** The iterated hash, within a policy: resumed where a checkpoint is kept, and computed once a run. */
export async function iterateWithin(
  policy: IterationPolicy,
  value: Uint8Array,
  exponent: number,
  progress: (done: number, total: number) => void,
): Promise<Iterated> {
  const ledger = ledgers.get(policy) ?? { spent: 0, digests: new Map<string, Promise<Uint8Array>>() };
  ledgers.set(policy, ledger);
  const key = `${Buffer.from(value).toString("hex")} ${exponent}`;
  const known = ledger.digests.get(key);
  if (known !== undefined) return { kind: "digest", digest: await known };
  const reason = refusal(policy, ledger, exponent);
  if (reason !== null) return { kind: "refused", reason };
  ledger.spent += 2 ** exponent;
  const digest = resume(policy, value, exponent, progress);
  ledger.digests.set(key, digest);
  return { kind: "digest", digest: await digest };
}

function refusal({ maxExponent }: IterationPolicy, { spent }: Ledger, exponent: number): string | null {
  if (exponent > EXPONENT_LIMIT) {
    return `2^${exponent} iterations can be done by nobody, and tools that claim so have done fewer: exponents end at ${EXPONENT_LIMIT}`;
  }
  const allowed = `the 2^${maxExponent} that were allowed (--max-iterations)`;
  if (exponent > maxExponent) return `2^${exponent} iterations are more than ${allowed}`;
  if (spent + 2 ** exponent > LONGEST_RUNS * 2 ** maxExponent) {
    return `2^${exponent} iterations and those before them are more than ${LONGEST_RUNS} times ${allowed}`;
  }
  return null;
}

async function resume(
  { checkpoints }: IterationPolicy,
  value: Uint8Array,
  exponent: number,
  progress: (done: number, total: number) => void,
): Promise<Uint8Array> {
  const store = exponent >= KEEP_FROM_EXPONENT ? checkpoints : undefined;
  const from = (await store?.load(value, exponent)) ?? null;
  // Reported from where this run starts, so that an estimate of the time left is one.
  const start = from?.done ?? 0;
  let kept = start;
  progress(0, 2 ** exponent - start);
  return await iteratedSha256(value, exponent, {
    ...(from === null ? {} : { from }),
    onSegment: async (checkpoint) => {
      progress(checkpoint.done - start, 2 ** exponent - start);
      if (checkpoint.done - kept < KEEP_EVERY && checkpoint.done < 2 ** exponent) return;
      kept = checkpoint.done;
      await store?.save(checkpoint);
    },
  });
}
