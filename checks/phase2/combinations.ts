/** Terms of a circuit that cannot be computed with: a wire that does not exist, a coefficient that is not below r. */
import type { LinearCombination, R1cs } from "../../transcripts/iden3/r1cs.js";
import { MalformedError } from "../../transcripts/malformed.js";

/**
 * Works on one linear combination.
 * @throws MalformedError in the place of a RangeError, naming the combination
 */
export function onTerms(r1cs: R1cs, one: LinearCombination, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new MalformedError({
      file: r1cs.container.source.path,
      section: r1cs.constraints.label,
      offset: one.fileOffset,
      problem: `constraint ${one.constraint}, ${one.matrix}: ${error.message}`,
    });
  }
}
