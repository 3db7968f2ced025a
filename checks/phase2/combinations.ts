/** Terms of a circuit that cannot be computed with: a wire that does not exist, a coefficient that is not below r. */
import { viewOf } from "../../transcripts/bytes.js";
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
      ...termAtFault(r1cs, one, error.message),
    });
  }
}

/** The first term of a wire that does not exist; what the engine says, where there is none. */
function termAtFault(
  r1cs: R1cs,
  { constraint, matrix, bytes, offset, count, fileOffset }: LinearCombination,
  said: string,
): { readonly offset: number; readonly problem: string } {
  const view = viewOf(bytes);
  const termBytes = 4 + r1cs.curve.n8r;
  for (let term = 0; term < count; term++) {
    const wire = view.getUint32(offset + term * termBytes, true);
    if (wire < r1cs.nWires) continue;
    const problem = `constraint ${constraint}, ${matrix}: term ${term} is about wire ${wire}, and the header has ${r1cs.nWires} wires`;
    return { offset: fileOffset + term * termBytes, problem };
  }
  return { offset: fileOffset, problem: `constraint ${constraint}, ${matrix}: ${said}` };
}
