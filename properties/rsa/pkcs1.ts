/** RSASSA-PKCS1-v1_5 as integers. RFC 8017, §8.2 and §9.2. */
import { inverse } from "./limbs.js";
import { knownPrimes } from "./operands.js";
import { powMod } from "../../algebra/integers.js";

/** DigestInfo of SHA-256 before the 32 bytes of the digest. RFC 8017, §9.2, note 1. */
const DIGEST_INFO = 0x3031300d060960864801650304020105000420n;
const DIGEST_INFO_BYTES = 19;
const DIGEST_BYTES = 32;
/** 00 01 FF…FF 00: eight bytes of FF at least. */
const FEWEST_BYTES = 3 + 8 + DIGEST_INFO_BYTES + DIGEST_BYTES;

/** EM = 00 01 FF…FF 00 T of a digest for a modulus; null where the modulus is too short. */
export function padded(digest: bigint, modulus: bigint): bigint | null {
  const bytes = Math.ceil(modulus.toString(2).length / 8);
  if (bytes < FEWEST_BYTES) return null;
  const filler = bytes - 3 - DIGEST_INFO_BYTES - DIGEST_BYTES;
  const head = (1n << BigInt(8 * filler)) | ((1n << BigInt(8 * filler)) - 1n);
  const info = (DIGEST_INFO << BigInt(8 * DIGEST_BYTES)) | digest;
  // The byte 00 between is what the shift leaves.
  return (head << BigInt(8 * (1 + DIGEST_INFO_BYTES + DIGEST_BYTES))) | info;
}

/** A key with its private exponent: for tests of circuits only, as its primes are known to everybody. */
export interface Key {
  readonly modulus: bigint;
  readonly exponent: bigint;
  readonly secret: bigint;
}

/**
 * Keys whose modulus has at most so many bits: products of known primes, the largest first. The arithmetic is that of
 * any key (multi-prime RSA: RFC 8017, §3.2).
 */
export function keysOf(bits: number, exponent: bigint): Key[] {
  const keys: Key[] = [];
  for (const [i, p] of knownPrimes.entries()) {
    for (const q of knownPrimes.slice(i + 1)) {
      const modulus = p * q;
      const secret = inverse(exponent, (p - 1n) * (q - 1n));
      if (modulus.toString(2).length <= bits && secret !== null) keys.push({ modulus, exponent, secret });
    }
  }
  return keys.sort((x, y) => (x.modulus < y.modulus ? 1 : -1));
}

/** message^d mod N. */
export const sign = ({ modulus, secret }: Key, message: bigint): bigint =>
  powMod(message, secret, modulus) % modulus;
