/**
 * Hash to G1 of BN254, suite BN254G1_XMD:KECCAK-256_SVDW_RO_ (RFC 9380 §3, §6.6.1), which noble-curves leaves out
 * and drand's "evmnet" signs with.
 */
import { bn254 } from "@noble/curves/bn254.js";
import { hash_to_field } from "@noble/curves/abstract/hash-to-curve.js";
import type { WeierstrassPoint } from "@noble/curves/abstract/weierstrass.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { squareRoot } from "../draws/squareRoots.js";
import { invertMod, mod } from "../integers.js";
import { parametersOf } from "../parameters.js";

const { q, b } = parametersOf("bn254");

/** g(x) = x³ + 3 */
const g = (x: bigint): bigint => mod(x * x * x + b, q);

/** sgn0 of RFC 9380 §4.1 for a prime field: the lowest bit. */
const sgn0 = (x: bigint): bigint => x & 1n;

/** RFC 9380 §6.6.1 with A = 0 and Z = 1. */
const Z = 1n;
const C1 = g(Z);
const C2 = mod(-Z * invertMod(2n, q), q);
/** sqrt(−g(Z)·3Z²), the root with sgn0 = 0. */
const C3 = evenRoot(mod(-C1 * 3n * Z * Z, q));
const C4 = mod(-4n * C1 * invertMod(3n * Z * Z, q), q);

function evenRoot(square: bigint): bigint {
  const root = squareRoot(square, q);
  if (root === null) throw new Error("Z = 1 is no constant for the Shallue–van de Woestijne map of BN254");
  return sgn0(root) === 0n ? root : q - root;
}

/** map_to_curve_svdw: the first of three candidates x₁, x₂, x₃ for which g(x) is a square. */
function mapToCurve(u: bigint): { readonly x: bigint; readonly y: bigint } {
  const t = mod(u * u * C1, q);
  const [plus, minus] = [mod(1n + t, q), mod(1n - t, q)];
  // inv0: zero has inverse zero, which invertMod gives.
  const inverse = invertMod(plus * minus, q);
  const shift = mod(u * minus * inverse * C3, q);
  const scaled = mod(plus * plus * inverse, q);
  for (const x of [mod(C2 - shift, q), mod(C2 + shift, q), mod(scaled * scaled * C4 + Z, q)]) {
    const y = squareRoot(g(x), q);
    if (y !== null) return { x, y: sgn0(y) === sgn0(u) ? y : mod(-y, q) };
  }
  throw new Error("one of the three candidates of the Shallue–van de Woestijne map is always on the curve");
}

/** hash_to_curve for a domain separation tag; the cofactor is one. */
export function hashToBn254G1(message: Uint8Array, DST: string): WeierstrassPoint<bigint> {
  const options = { DST, p: q, m: 1, k: 128, expand: "xmd", hash: keccak_256 } as const;
  const [first, second] = hash_to_field(message, 2, options).map(([u = 0n]) =>
    bn254.G1.Point.fromAffine(mapToCurve(u)),
  );
  if (first === undefined || second === undefined)
    throw new Error("hash_to_field was asked for two elements");
  return first.add(second);
}
