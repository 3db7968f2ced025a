/** The keys of a beacon, as JSON. */
import type { Curve, CurveName } from "../algebra/curve.js";
import { iterateWithin, type IterationPolicy } from "../algebra/hashing/iterationPolicy.js";
import { openCurve } from "../algebra/open.js";
import { phase1Key, phase2Key, type DerivedSecret } from "../checks/beacon/keys.js";
import { UsageError } from "./exit.js";

/**
 * Seed, secrets and points in G1 of both phases. Points are uncompressed: big-endian, x before y.
 * @throws UsageError for an exponent that the policy refuses
 */
export async function derivedKeys(
  value: Uint8Array,
  exponent: number,
  curveName: CurveName,
  policy: IterationPolicy,
  progress: (done: number, total: number, what: string) => void,
): Promise<object> {
  const what = `hashing a beacon 2^${exponent} times`;
  const iterated = await iterateWithin(policy, value, exponent, (done, total) => progress(done, total, what));
  if (iterated.kind === "refused") throw new UsageError(iterated.reason);
  const seed = iterated.digest;
  const curve = await openCurve(curveName, { threads: 0 });
  try {
    const { tau, alpha, beta } = phase1Key(curve, seed);
    return {
      value: hex(value),
      iterationsExponent: exponent,
      curve: curveName,
      seed: hex(seed),
      phase1: { tau: shown(curve, tau), alpha: shown(curve, alpha), beta: shown(curve, beta) },
      phase2: shown(curve, phase2Key(curve, seed)),
    };
  } finally {
    await curve.close();
  }
}

function shown(curve: Curve, { k, g1s, g1sx }: DerivedSecret): object {
  return {
    secret: k.toString(),
    s: hex(curve.toUncompressed("G1", g1s)),
    "secret·s": hex(curve.toUncompressed("G1", g1sx)),
  };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
