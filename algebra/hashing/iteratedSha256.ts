import { hash } from "node:crypto";

/**
 * The seed of a beacon: SHA-256 applied 2^exponent times, the first time to bytes of any length.
 *
 * Takes about 0.8 µs an iteration and does not yield, so the caller bounds the exponent before it calls: a file
 * may claim any (formats.md A.6).
 * @throws RangeError for an exponent that is no integer in [0, 52]
 */
export function iteratedSha256(bytes: Uint8Array, exponent: number): Uint8Array {
  if (!Number.isInteger(exponent) || exponent < 0 || exponent > 52)
    throw new RangeError(`2^${exponent} iterations`);
  let current: Uint8Array = bytes;
  for (let left = 2 ** exponent; left > 0; left--) current = hash("sha256", current, "buffer");
  return new Uint8Array(current);
}
