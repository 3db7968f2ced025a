/** What is too large for the transforms that a check makes: said, rather than tried. */
import type { Curve } from "../../algebra/curve.js";

/** Why vectors of 2^bits scalars cannot be transformed here, or null where they can. */
export function beyondTransforms(curve: Curve, bits: number): string | null {
  const { largestTransform } = curve.scalars;
  if (bits <= largestTransform) return null;
  return (
    `its equation takes transforms of 2^${bits} scalars on ${curve.parameters.name}, and this engine makes them up to ` +
    `2^${largestTransform}: what it claims is open`
  );
}

/**
 * Why H in the basis of the odd roots of order 2n cannot be read, n = 2^bits, or null where it can. On BN254 there is no
 * root of order 2^29: with a domain of 2^28 snarkjs takes a coset of another shift, which no published key has and which
 * is not read here. (formats.md B.2; snarkjs: zkey_verify_frominit, Fr.shift)
 */
export function beyondOddRoots(curve: Curve, bits: number): string | null {
  const { name, twoAdicity } = curve.parameters;
  if (bits < twoAdicity) return beyondTransforms(curve, bits);
  return (
    `H of a domain of 2^${bits} is in a basis of its own: ${name} has no root of unity of order 2^${bits + 1}, and the ` +
    "coset that snarkjs takes in its place is not read here: what it claims is open"
  );
}
