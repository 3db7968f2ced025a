import { createHash } from "node:crypto";
import type { RoundRecord } from "../../transcripts/drand/round.js";

/** drand's randomness: the SHA-256 of the signature, in every scheme. */
export function randomnessOf({ signature }: RoundRecord): Uint8Array {
  return new Uint8Array(createHash("sha256").update(signature).digest());
}
