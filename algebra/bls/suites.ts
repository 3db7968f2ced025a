/** The BLS signature suites of drand, over noble-curves. */
import { bls12_381 } from "@noble/curves/bls12-381.js";
import { bn254 } from "@noble/curves/bn254.js";
import type { WeierstrassPoint, WeierstrassPointCons } from "@noble/curves/abstract/weierstrass.js";
import { fromBigEndian } from "../integers.js";
import { parametersOf } from "../parameters.js";
import { hashToBn254G1 } from "./svdw.js";

type Fq2 = Parameters<typeof bls12_381.fields.Fp2.mul>[0] & { readonly c0: bigint; readonly c1: bigint };
type Pair = { readonly g1: WeierstrassPoint<bigint>; readonly g2: WeierstrassPoint<Fq2> };

/** One of the two groups of a suite: signatures live in one, public keys in the other. */
export interface BlsGroup<F> {
  /** Length of an encoded point. */
  readonly bytes: number;
  readonly Point: WeierstrassPointCons<F>;
  /** The point of an encoding of the right length, not yet known to be a member. @throws any error for no point */
  readonly decode: (bytes: Uint8Array) => WeierstrassPoint<F>;
}

/** What is needed to verify e(key, H(message)) = e(generator, signature), in whichever groups. */
export interface BlsSuite<K, S> {
  readonly signatures: BlsGroup<S>;
  readonly keys: BlsGroup<K>;
  readonly hash: (message: Uint8Array) => WeierstrassPoint<S>;
  /** Whether ∏ e(keyᵢ, signatureᵢ) = 1. */
  readonly productIsOne: (pairs: readonly (readonly [WeierstrassPoint<K>, WeierstrassPoint<S>])[]) => boolean;
}

/** Tags of the ciphersuites "NUL" of draft-irtf-cfrg-bls-signature §4.2, and of drand's BN254 scheme. */
const TAG_G1 = "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";
const TAG_G2 = "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_NUL_";
const TAG_BN254 = "BLS_SIG_BN254G1_XMD:KECCAK-256_SVDW_RO_NUL_";

function productIsOne(curve: typeof bls12_381 | typeof bn254, pairs: readonly Pair[]): boolean {
  const { Fp12 } = curve.fields;
  return Fp12.eql(curve.pairingBatch([...pairs]), Fp12.ONE);
}

/** Compressed, big-endian with three flag bits (draft-irtf-cfrg-pairing-friendly-curves, appendix C). */
const G1: BlsGroup<bigint> = {
  bytes: 48,
  Point: bls12_381.G1.Point,
  decode: (bytes) => bls12_381.G1.Point.fromBytes(bytes),
};
const G2: BlsGroup<Fq2> = {
  bytes: 96,
  Point: bls12_381.G2.Point,
  decode: (bytes) => bls12_381.G2.Point.fromBytes(bytes),
};

/** BN254 points go uncompressed and big-endian: x‖y in G1, x.c1‖x.c0‖y.c1‖y.c0 in G2 (EIP-197). */
function coordinates(bytes: Uint8Array): bigint[] {
  const { q, n8q } = parametersOf("bn254");
  return Array.from({ length: bytes.length / n8q }, (_, i) => {
    const value = fromBigEndian(bytes.subarray(i * n8q, (i + 1) * n8q));
    if (value >= q) throw new RangeError(`coordinate ${i} is not below the field modulus`);
    return value;
  });
}
const BN_G1: BlsGroup<bigint> = {
  bytes: 64,
  Point: bn254.G1.Point,
  decode(bytes) {
    const [x = 0n, y = 0n] = coordinates(bytes);
    return bn254.G1.Point.fromAffine({ x, y });
  },
};
const BN_G2: BlsGroup<Fq2> = {
  bytes: 128,
  Point: bn254.G2.Point,
  decode(bytes) {
    const [x1 = 0n, x0 = 0n, y1 = 0n, y0 = 0n] = coordinates(bytes);
    return bn254.G2.Point.fromAffine({ x: { c0: x0, c1: x1 }, y: { c0: y0, c1: y1 } });
  },
};

/** Keys in G1, signatures in G2. */
export const blsOnG2: BlsSuite<bigint, Fq2> = {
  signatures: G2,
  keys: G1,
  hash: (message) => bls12_381.G2.hashToCurve(message, { DST: TAG_G2 }),
  productIsOne: (pairs) =>
    productIsOne(
      bls12_381,
      pairs.map(([g1, g2]) => ({ g1, g2 })),
    ),
};

function onG1(DST: string): BlsSuite<Fq2, bigint> {
  return {
    signatures: G1,
    keys: G2,
    hash: (message) => bls12_381.G1.hashToCurve(message, { DST }),
    productIsOne: (pairs) =>
      productIsOne(
        bls12_381,
        pairs.map(([g2, g1]) => ({ g1, g2 })),
      ),
  };
}

/** Keys in G2, signatures in G1 (RFC 9380's tag for that group). */
export const blsOnG1 = onG1(TAG_G1);

/** Keys in G2, signatures in G1, hashed with the tag of G2: drand's first G1 scheme had it so, and kept it. */
export const blsOnG1WithG2Tag = onG1(TAG_G2);

/** Keys in G2, signatures in G1 of BN254. */
export const blsOnBn254: BlsSuite<Fq2, bigint> = {
  signatures: BN_G1,
  keys: BN_G2,
  hash: (message) => hashToBn254G1(message, TAG_BN254),
  productIsOne: (pairs) =>
    productIsOne(
      bn254,
      pairs.map(([g2, g1]) => ({ g1, g2 })),
    ),
};
