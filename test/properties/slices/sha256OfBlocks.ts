/** SHA-256 of bytes that are padded already (FIPS 180-4 §6.2.2): the padding is what is tested with it. */

const primes: readonly number[] = Array.from({ length: 312 }, (_, i) => i).filter(
  (n) => n > 1 && Array.from({ length: n }, (_, d) => d).every((d) => d < 2 || n % d !== 0),
);

/** The first 32 bits of the fractional part of a root, by Newton's method on n·2^(32·degree). */
function rootBits(n: number, degree: 2n | 3n): number {
  const wanted = BigInt(n) << (32n * degree);
  let root = 1n << 36n;
  for (;;) {
    const next = ((degree - 1n) * root + wanted / root ** (degree - 1n)) / degree;
    if (next >= root) return Number(root & 0xffffffffn);
    root = next;
  }
}

const rounds = primes.slice(0, 64).map((prime) => rootBits(prime, 3n));
const start = primes.slice(0, 8).map((prime) => rootBits(prime, 2n));
const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

/** @param bytes whole blocks of 64 */
export function sha256OfBlocks(bytes: readonly number[]): string {
  let state = start;
  for (let at = 0; at < bytes.length; at += 64)
    state = compress(state, Buffer.from(bytes.slice(at, at + 64)));
  return state.map((word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

function compress(state: readonly number[], block: Buffer): number[] {
  const words = Array.from({ length: 16 }, (_, i) => block.readInt32BE(4 * i));
  const at = (i: number): number => words[i] ?? 0;
  for (let i = 16; i < 64; i++) {
    const [late, early] = [at(i - 2), at(i - 15)];
    const s1 = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
    const s0 = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
    words.push((s1 + at(i - 7) + s0 + at(i - 16)) | 0);
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i++) {
    const s1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const one = (h + s1 + ((e & f) ^ (~e & g)) + (rounds[i] ?? 0) + at(i)) | 0;
    const s0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
    const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [a, b, c, d, e, f, g, h] = [(one + two) | 0, a, b, c, (d + one) | 0, e, f, g];
  }
  return [a, b, c, d, e, f, g, h].map((word, i) => ((state[i] ?? 0) + word) | 0);
}
