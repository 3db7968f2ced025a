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

/** Runs this long are worth keeping: seconds of work lie between two checkpoints. */
const KEEP_FROM_EXPONENT = 26;
const KEEP_EVERY = 2 ** 25;

/** Why this run does not go so far, as part of a sentence; null where it does. */
export function refusal(policy: IterationPolicy, exponent: number): string | null {
  if (exponent > EXPONENT_LIMIT) {
    return `2^${exponent} iterations can be done by nobody, and tools that claim so have done fewer: exponents end at ${EXPONENT_LIMIT}`;
  }
  if (exponent > policy.maxExponent) {
    return `2^${exponent} iterations are more than the 2^${policy.maxExponent} that were allowed (--max-iterations)`;
  }
  return null;
}

/** Digests that were computed in this run already: several checks ask for the same one. */
const computed = new WeakMap<IterationPolicy, Map<string, Promise<Uint8Array>>>();

/**
 * The iterated hash, within a policy: resumed where a checkpoint is kept, and computed once a run.
 * @throws RangeError where the policy refuses it; ask refusal() first
 */
export function iterateWithin(
  policy: IterationPolicy,
  value: Uint8Array,
  exponent: number,
  progress: (done: number, total: number) => void,
): Promise<Uint8Array> {
  const refused = refusal(policy, exponent);
  if (refused !== null) return Promise.reject(new RangeError(refused));
  const ofPolicy = computed.get(policy) ?? new Map<string, Promise<Uint8Array>>();
  computed.set(policy, ofPolicy);
  const key = `${Buffer.from(value).toString("hex")} ${exponent}`;
  const known = ofPolicy.get(key) ?? resume(policy, value, exponent, progress);
  ofPolicy.set(key, known);
  return known;
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
  progress(0, 2 ** exponent - start);
  return await iteratedSha256(value, exponent, {
    ...(from === null ? {} : { from }),
    onSegment: async (checkpoint) => {
      progress(checkpoint.done - start, 2 ** exponent - start);
      if (checkpoint.done % KEEP_EVERY === 0) await store?.save(checkpoint);
    },
  });
}
