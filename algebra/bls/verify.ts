/** Verification of BLS signatures under one key, alone and many at once. */
import { pippenger } from "@noble/curves/abstract/curve.js";
import type { WeierstrassPoint } from "@noble/curves/abstract/weierstrass.js";
import type { BlsGroup, BlsSuite } from "./suites.js";

/** A message with its signature, as bytes. */
export interface SignedMessage {
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

/** Why bytes are no signature or key, or why a signature is not one of the message. */
export type SignatureFault = "wrong length" | "no member of its group" | "not the signature of this message";

/** Verifies signatures of one public key. */
export interface BlsVerifier {
  /**
   * What is wrong with each signature; null where it is valid. With more than one, Σ cᵢ·(e(key, H(mᵢ)) − e(1, Sᵢ)) = 0
   * is settled first with the given coefficients, and split only where it fails. A false signature passes with
   * probability 2^−128 over 128-bit coefficients that were drawn after the signatures were fixed. Coefficients
   * that are all one (plain aggregation) would accept S₁ + D and S₂ − D.
   */
  faults(signed: readonly SignedMessage[], coefficients: readonly bigint[]): (SignatureFault | null)[];
}

/**
 * A verifier for a key.
 * @throws RangeError for bytes that are no key: wrong length, not canonical, off the curve, outside the subgroup, or
 * the identity
 */
export function blsVerifier<K, S>(suite: BlsSuite<K, S>, publicKey: Uint8Array): BlsVerifier {
  const key = member(suite.keys, publicKey);
  if (typeof key === "string") throw new RangeError(`the public key is not one of the scheme: ${key}`);
  const negatedGenerator = suite.keys.Point.BASE.negate();

  const holds = (claims: readonly Claim<S>[]): boolean => {
    const combined = (points: readonly WeierstrassPoint<S>[]): WeierstrassPoint<S> =>
      claims.length === 1 && points[0] !== undefined
        ? points[0]
        : pippenger(
            suite.signatures.Point,
            [...points],
            claims.map(({ coefficient }) => coefficient),
          );
    const hashes = combined(claims.map(({ hash }) => hash));
    const signatures = combined(claims.map(({ signature }) => signature));
    // Pairings with infinity are one; noble-curves refuses to compute them.
    return suite.productIsOne(
      (
        [
          [key, hashes],
          [negatedGenerator, signatures],
        ] as const
      ).filter(([, point]) => !point.is0()),
    );
  };

  return {
    faults(signed, coefficients) {
      const faults: (SignatureFault | null)[] = signed.map(() => null);
      const claims: Claim<S>[] = [];
      for (const [index, { message, signature }] of signed.entries()) {
        const coefficient = coefficients[index];
        if (coefficient === undefined)
          throw new RangeError(`${signed.length} signatures need as many coefficients`);
        const point = member(suite.signatures, signature);
        if (typeof point === "string") faults[index] = point;
        else claims.push({ index, coefficient, hash: suite.hash(message), signature: point });
      }
      for (const { index } of falseClaims(claims, holds)) faults[index] = "not the signature of this message";
      return faults;
    },
  };
}

interface Claim<S> {
  readonly index: number;
  readonly coefficient: bigint;
  readonly hash: WeierstrassPoint<S>;
  readonly signature: WeierstrassPoint<S>;
}

/** The claims that are false, found by halving. */
function falseClaims<S>(
  claims: readonly Claim<S>[],
  holds: (claims: readonly Claim<S>[]) => boolean,
): readonly Claim<S>[] {
  if (claims.length === 0 || holds(claims)) return [];
  if (claims.length === 1) return claims;
  const middle = claims.length >> 1;
  return [...falseClaims(claims.slice(0, middle), holds), ...falseClaims(claims.slice(middle), holds)];
}

/** The point, if it is one of the group of prime order and not its identity. */
function member<F>(group: BlsGroup<F>, bytes: Uint8Array): WeierstrassPoint<F> | SignatureFault {
  if (bytes.length !== group.bytes) return "wrong length";
  try {
    const point = group.decode(bytes);
    point.assertValidity();
    return !point.is0() && point.isTorsionFree() ? point : "no member of its group";
  } catch {
    // noble-curves throws for flags, coordinates and equations that are wrong; all mean the same here.
    return "no member of its group";
  }
}
