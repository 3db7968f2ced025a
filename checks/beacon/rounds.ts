/** Whether drand rounds are what their chains signed. */
import type { SignatureFault } from "../../algebra/bls/verify.js";
import { drandChains, type DrandChain } from "../../transcripts/drand/chains.js";
import { roundDigest, drandScheme } from "../../transcripts/drand/schemes.js";
import type { RoundRecord } from "../../transcripts/drand/round.js";
import { equalBytes, hex } from "../shared/places.js";
import { randomnessOf } from "./randomness.js";

/** A record that claims to be a round of a chain. */
export interface RoundClaim {
  readonly chain: DrandChain;
  readonly record: RoundRecord;
}

/** Bytes before the round's number: the signature of the round before, or the group's hash in round 1. */
function expectedPrevious({ chain, record }: RoundClaim): number {
  const scheme = drandScheme(chain.scheme);
  if (!scheme.chained) return 0;
  return record.round === 1 ? chain.groupHash.length / 2 : scheme.signatureBytes;
}

/** What is wrong with the form of a round, before any curve is asked; null where nothing is. */
function formFault(claim: RoundClaim): string | null {
  const { chain, record } = claim;
  const { chained, signatureBytes } = drandScheme(chain.scheme);
  const { signature, previousSignature, randomness } = record;
  if (signature.length !== signatureBytes) {
    return `the signature has ${signature.length} bytes, and those of ${chain.scheme} have ${signatureBytes}`;
  }
  if (!chained && previousSignature !== null) {
    return `a previous signature is given, and rounds of ${chain.scheme} are signed without it`;
  }
  if (chained && previousSignature === null)
    return "previous_signature is missing, and the scheme signs it too";
  const previousBytes = expectedPrevious(claim);
  if (previousSignature !== null && previousSignature.length !== previousBytes) {
    return `previous_signature has ${previousSignature.length} bytes, and ${previousBytes} are signed`;
  }
  if (
    chained &&
    record.round === 1 &&
    previousSignature !== null &&
    hex(previousSignature) !== chain.groupHash
  ) {
    return "round 1 signs the group's hash, and previous_signature is another";
  }
  if (randomness !== null && !equalBytes(randomness, randomnessOf(record))) {
    return `randomness = SHA-256(signature) is false: that is ${hex(randomnessOf(record))}`;
  }
  return null;
}

const SIGNATURE_FAULTS: Readonly<Record<SignatureFault, string>> = {
  "wrong length": "the signature has the wrong length",
  "no member of its group":
    "the signature is no point of its group: not canonical, off the curve, outside the subgroup, or the identity",
  "not the signature of this message":
    "the signature is not the chain's for this round (and previous signature)",
};

/**
 * What is wrong with each round; null where it verifies. Rounds of one chain are settled together.
 * @param coefficients n random integers of 128 bits, drawn after the rounds were fixed; see algebra/bls/verify.ts
 */
export function roundFaults(
  claims: readonly RoundClaim[],
  coefficients: (count: number) => readonly bigint[],
): (string | null)[] {
  const faults = claims.map(formFault);
  const weights = coefficients(claims.length);
  for (const chain of new Set(claims.map((claim) => claim.chain))) {
    const indices = claims.flatMap((claim, i) => (claim.chain === chain && faults[i] === null ? [i] : []));
    if (indices.length === 0) continue;
    const scheme = drandScheme(chain.scheme);
    const verifier = scheme.verifier(Buffer.from(chain.publicKey, "hex"));
    const own = indices.map((i) => claims[i] as RoundClaim);
    const found = verifier.faults(
      own.map(({ record }) => ({
        message: roundDigest(scheme, record.round, record.previousSignature),
        signature: record.signature,
      })),
      indices.map((i) => weights[i] ?? 0n),
    );
    for (const [k, i] of indices.entries()) {
      const fault = found[k] ?? null;
      faults[i] = fault === null ? null : SIGNATURE_FAULTS[fault];
    }
  }
  return faults;
}

/** Where the record says its chain: that one, or null where it is not in the table. Where it does not: all that its form allows. */
export function candidateChains(record: RoundRecord): readonly DrandChain[] {
  if (record.chain !== null) return drandChains.filter(({ hash }) => hash === record.chain);
  return drandChains.filter((chain) => formFault({ chain, record }) === null);
}
