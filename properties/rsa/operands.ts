/** What multiplications are tried: integers in limbs that go for the edges, and moduli of every size. */
import fc from "fast-check";
import { fromLimbs, type LimbShape, power, toLimbs } from "./limbs.js";

/** A limb in [0, 2^n): the ends, the middle, or anything. Shrinks to zero. */
function limb(n: number): fc.Arbitrary<bigint> {
  const top = power(n) - 1n;
  const edges = [0n, 1n, top, top - 1n, power(n - 1), power(n - 1) - 1n].filter((x) => x >= 0n);
  return fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...new Set(edges)) },
    { weight: 1, arbitrary: fc.bigInt({ min: 0n, max: top }) },
  );
}

/** Limbs of an integer in [0, 2^(n·k)): dense, all ones, one limb alone, or one off a power of two. */
export function integer(shape: LimbShape): fc.Arbitrary<bigint[]> {
  const { n, k } = shape;
  const dense = fc.array(limb(n), { minLength: k, maxLength: k });
  const any = fc.array(fc.bigInt({ min: 0n, max: power(n) - 1n }), { minLength: k, maxLength: k });
  const ones = fc.integer({ min: 1, max: k }).map((limbs) => toLimbs(power(n * limbs) - 1n, shape));
  const alone = fc
    .tuple(fc.nat(k - 1), limb(n))
    .map(([place, value]) => toLimbs(value << BigInt(n * place), shape));
  const nearPower = fc
    .tuple(fc.integer({ min: 0, max: n * k - 1 }), fc.constantFrom(-1n, 0n, 1n))
    .map(([bits, off]) => toLimbs(power(bits) + off, shape));
  return fc.oneof(dense, any, ones, alone, nearPower);
}

/** Primes that circuits really divide by, and Mersenne's; those that fit are used as moduli. */
export const knownPrimes: readonly bigint[] = [
  2n,
  3n,
  5n,
  7n,
  13n,
  127n,
  251n,
  8191n,
  65521n,
  65537n,
  power(31) - 1n,
  power(61) - 1n,
  power(127) - 1n,
  // The scalar field of BN254, in which the constraints themselves are: multiples of it vanish there.
  21888242871839275222246405745257275088548364400416034343698204186575808495617n,
  // The base field of secp256k1, of P-256, of Curve25519.
  power(256) - power(32) - 977n,
  power(256) - power(224) + power(192) + power(96) - 1n,
  power(255) - 19n,
  power(521) - 1n,
  power(1279) - 1n,
];

/** Moduli: top limb zero, one, all ones; one limb; even; prime; one; now and then zero. */
export function modulus(shape: LimbShape): fc.Arbitrary<bigint[]> {
  const { n, k } = shape;
  const topped = fc
    .tuple(integer(shape), fc.constantFrom(0n, 1n, power(n) - 1n))
    .map(([limbs, top]) => [...limbs.slice(0, k - 1), top]);
  const odd = integer(shape).map(([low = 0n, ...high]) => [low | 1n, ...high]);
  const even = integer(shape).map(([low = 0n, ...high]) => [low & ~1n, ...high]);
  const short = fc
    .tuple(integer(shape), fc.integer({ min: 1, max: k }))
    .map(([limbs, used]) => limbs.map((value, i) => (i < used ? value : 0n)));
  const primes = fc
    .constantFrom(...knownPrimes.filter((prime) => prime < power(n * k)))
    .map((prime) => toLimbs(prime, shape));
  const tiny = fc.constantFrom(1n, 2n, 3n, power(n) - 1n).map((value) => toLimbs(value, shape));
  return fc
    .oneof(
      { weight: 3, arbitrary: topped },
      { weight: 3, arbitrary: odd },
      { weight: 2, arbitrary: even },
      short,
      primes,
      tiny,
    )
    .map((limbs) => (fromLimbs(limbs, n) === 0n ? toLimbs(1n, shape) : limbs));
}

/** The inputs of one modular multiplication, in limbs. */
export interface Operands {
  readonly a: readonly bigint[];
  readonly b: readonly bigint[];
  readonly p: readonly bigint[];
}

/** a, b below p: its ends, around its half, or anything. */
export function reduced(p: readonly bigint[], shape: LimbShape): fc.Arbitrary<bigint[]> {
  const value = fromLimbs(p, shape.n);
  const edges = [value - 1n, value - 2n, value >> 1n, (value + 1n) >> 1n, 1n, 0n].filter(
    (x) => x >= 0n && x < value,
  );
  return fc
    .oneof(
      { weight: 1, arbitrary: fc.constantFrom(...edges) },
      { weight: 3, arbitrary: integer(shape).map((limbs) => fromLimbs(limbs, shape.n) % value) },
    )
    .map((x) => toLimbs(x, shape));
}

/** Operands as the caller promises them: p > 0, a < p, b < p. */
export function honestOperands(shape: LimbShape): fc.Arbitrary<Operands> {
  return modulus(shape).chain((p) =>
    fc.record({ a: reduced(p, shape), b: reduced(p, shape), p: fc.constant(p) }),
  );
}

/** Operands of limbs in range, otherwise anything: a or b at p, above p, and p = 0 besides. */
export function anyOperands(shape: LimbShape): fc.Arbitrary<Operands> {
  const zero = toLimbs(0n, shape);
  const moduli = fc.oneof(
    { weight: 9, arbitrary: modulus(shape) },
    { weight: 1, arbitrary: fc.constant(zero) },
  );
  return moduli.chain((p) => {
    const near = fc
      .constantFrom(-1n, 0n, 1n)
      .map((off) => fromLimbs(p, shape.n) + off)
      .filter((x) => x >= 0n && x < power(shape.n * shape.k))
      .map((x) => toLimbs(x, shape));
    const operand = fc.oneof(integer(shape), near);
    return fc.record({ a: operand, b: operand, p: fc.constant(p) });
  });
}
