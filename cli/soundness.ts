/** What a result says of its random coefficients. */
import { ERROR_BITS } from "../algebra/obligations/settle.js";
import type { Soundness } from "../findings/index.js";

const CAUTION: Readonly<Record<Soundness["source"], string>> = {
  "operating system": "after the files were fixed",
  seed: "from a seed that was given: whoever knew it before the files were final could have made files for it",
  checkpoint:
    "after the files were fixed, by an earlier run that was interrupted: its files had the digests that they have now",
};

/** @param seed 32 bytes */
export function soundnessOf(seed: Uint8Array, source: Soundness["source"]): Soundness {
  return {
    errorBits: ERROR_BITS,
    source,
    seed: Buffer.from(seed).toString("hex"),
    statement: `Every equation was checked with random 128-bit coefficients, drawn ${CAUTION[source]}.`,
  };
}
