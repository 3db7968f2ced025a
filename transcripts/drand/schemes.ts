/** drand's five schemes: what a round signs, and the suite that it is signed with. */
import { createHash } from "node:crypto";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { blsOnBn254, blsOnG1, blsOnG1WithG2Tag, blsOnG2 } from "../../algebra/bls/suites.js";
import { blsVerifier, type BlsVerifier } from "../../algebra/bls/verify.js";

export const schemeIds = [
  "pedersen-bls-chained",
  "pedersen-bls-unchained",
  "bls-unchained-on-g1",
  "bls-unchained-g1-rfc9380",
  "bls-bn254-unchained-on-g1",
] as const;
export type SchemeId = (typeof schemeIds)[number];

export interface DrandScheme {
  readonly id: SchemeId;
  /** Whether a round signs the signature before it too. */
  readonly chained: boolean;
  readonly signatureBytes: number;
  /** What the hash to the curve is given: a digest of 32 bytes. */
  readonly digest: (message: Uint8Array) => Uint8Array;
  /** @throws RangeError for bytes that are no public key of the scheme */
  readonly verifier: (publicKey: Uint8Array) => BlsVerifier;
}

const sha256 = (message: Uint8Array): Uint8Array => createHash("sha256").update(message).digest();

const SCHEMES: Readonly<Record<SchemeId, DrandScheme>> = {
  "pedersen-bls-chained": {
    id: "pedersen-bls-chained",
    chained: true,
    signatureBytes: blsOnG2.signatures.bytes,
    digest: sha256,
    verifier: (key) => blsVerifier(blsOnG2, key),
  },
  "pedersen-bls-unchained": {
    id: "pedersen-bls-unchained",
    chained: false,
    signatureBytes: blsOnG2.signatures.bytes,
    digest: sha256,
    verifier: (key) => blsVerifier(blsOnG2, key),
  },
  "bls-unchained-on-g1": {
    id: "bls-unchained-on-g1",
    chained: false,
    signatureBytes: blsOnG1WithG2Tag.signatures.bytes,
    digest: sha256,
    verifier: (key) => blsVerifier(blsOnG1WithG2Tag, key),
  },
  "bls-unchained-g1-rfc9380": {
    id: "bls-unchained-g1-rfc9380",
    chained: false,
    signatureBytes: blsOnG1.signatures.bytes,
    digest: sha256,
    verifier: (key) => blsVerifier(blsOnG1, key),
  },
  "bls-bn254-unchained-on-g1": {
    id: "bls-bn254-unchained-on-g1",
    chained: false,
    signatureBytes: blsOnBn254.signatures.bytes,
    digest: keccak_256,
    verifier: (key) => blsVerifier(blsOnBn254, key),
  },
};

export function drandScheme(id: SchemeId): DrandScheme {
  return SCHEMES[id];
}

/** What a round signs: H(u64 round), big-endian, with the signature before it in front where the scheme is chained. */
export function roundDigest(scheme: DrandScheme, round: number, previous: Uint8Array | null): Uint8Array {
  const number = Buffer.alloc(8);
  number.writeBigUInt64BE(BigInt(round));
  return scheme.digest(Buffer.concat([...(previous === null ? [] : [previous]), number]));
}
