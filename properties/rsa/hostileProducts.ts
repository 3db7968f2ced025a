/**
 * Quotients and remainders that a dishonest prover would put in place of the right ones. Each satisfies
 * a·b = p·q + r in a world where one check is absent; a sound circuit accepts none whose r is another integer or
 * other limbs than a·b mod p.
 */
import { convolution, difference, type Division, divide } from "./carries.js";
import { invertMod, mod } from "../../algebra/integers.js";
import { fromLimbs, inverse, type LimbShape, power, toLimbs } from "./limbs.js";
import type { Operands } from "./operands.js";

/** What must be missing for such a product to be accepted. */
export type Gap =
  | "remainder not reduced"
  | "limbs of the remainder not in range"
  | "limbs of the quotient not in range"
  | "carries not in range"
  | "identity at too few points";

/** All as field elements in [0, prime). */
export interface HostileProduct {
  readonly q: readonly bigint[];
  readonly r: readonly bigint[];
  /** The coefficients that the prover claims: a(X)b(X) − p(X)q(X) − r(X), or that and a polynomial that goes unseen. */
  readonly t: readonly bigint[];
  /** c_i = (t_i + c_{i−1})/2^n in the field. */
  readonly carries: readonly bigint[];
}

/** Limbs of q and r, and coefficients that are added to those that the limbs give. */
interface Draft {
  readonly q: readonly bigint[];
  readonly r: readonly bigint[];
  readonly unseen?: readonly bigint[];
}

const drafts: Readonly<Record<Gap, (honest: Division, shape: LimbShape, prime: bigint) => Iterable<Draft>>> =
  {
    "remainder not reduced": notReduced,
    "limbs of the remainder not in range": sameInteger,
    "limbs of the quotient not in range": quotientsOfTheField,
    "carries not in range": sameInTheField,
    "identity at too few points": unseenBetweenPoints,
  };

/** All hostile products of one multiplication; none where the honest q does not fit: a·b ≥ p·2^(n·k). */
export function* hostileProducts(
  gap: Gap,
  { a, b, p }: Operands,
  shape: LimbShape,
  prime: bigint,
): Generator<HostileProduct> {
  const honest = fromLimbs(p, shape.n) === 0n ? byZero(a, b, p, shape) : divide(a, b, p, shape);
  if (honest === null) return;
  for (const { q, r, unseen = [] } of drafts[gap](honest, shape, prime))
    yield inField({ ...honest, q, r }, unseen, { n: shape.n, prime });
}

/** Nothing is a remainder by zero; a·b = 0·q + a·b holds where r need not be below p. */
function byZero(
  a: readonly bigint[],
  b: readonly bigint[],
  p: readonly bigint[],
  shape: LimbShape,
): Division | null {
  const product = fromLimbs(a, shape.n) * fromLimbs(b, shape.n);
  return product < power(shape.n * shape.k)
    ? { a, b, p, q: toLimbs(0n, shape), r: toLimbs(product, shape) }
    : null;
}

/** r + j·p and q − j. */
function* notReduced({ p, q, r }: Division, shape: LimbShape): Generator<Draft> {
  const [modulus, quotient, rest] = [p, q, r].map((limbs) => fromLimbs(limbs, shape.n)) as [
    bigint,
    bigint,
    bigint,
  ];
  if (modulus === 0n) yield { q, r };
  else
    for (const times of multiplesThatFit(modulus, rest, shape)) {
      yield { q: toLimbs(quotient - times, shape), r: toLimbs(rest + times * modulus, shape) };
    }
}

/** a·b + j·F = p·q + r for the field's prime F. */
function sameInTheField(honest: Division, shape: LimbShape, prime: bigint): Draft[] {
  return [1n, -1n, 2n, 3n].flatMap((j) => otherDividend(honest, j * prime, shape));
}

/** a·b ± Z(2^n) = p·q + r, and ±Z(X) is added to the coefficients; see vanishing. */
function* unseenBetweenPoints(honest: Division, shape: LimbShape): Generator<Draft> {
  for (const unseen of vanishing(shape)) {
    for (const draft of otherDividend(honest, fromLimbs(unseen, shape.n), shape)) yield { ...draft, unseen };
  }
}

/** q and r of another integer than a·b, where q fits and r is another one. */
function otherDividend({ a, b, p, r }: Division, shift: bigint, shape: LimbShape): Draft[] {
  const [x, y, modulus, rest] = [a, b, p, r].map((limbs) => fromLimbs(limbs, shape.n)) as [
    bigint,
    bigint,
    bigint,
    bigint,
  ];
  const total = x * y + shift;
  if (modulus === 0n || total < 0n || total / modulus >= power(shape.n * shape.k) || total % modulus === rest)
    return [];
  return [{ q: toLimbs(total / modulus, shape), r: toLimbs(total % modulus, shape) }];
}

/** Adds the coefficients and carries that belong to limbs, and takes all into the field. */
function inField(
  division: Division,
  unseen: readonly bigint[],
  { n, prime }: { n: number; prime: bigint },
): HostileProduct {
  const t = difference(division).map((coefficient, i) => mod(coefficient + (unseen[i] ?? 0n), prime));
  const shrink = invertMod(power(n), prime);
  const chain: bigint[] = [];
  for (const [i, coefficient] of t.slice(0, -1).entries()) {
    chain.push(mod((coefficient + (chain[i - 1] ?? 0n)) * shrink, prime));
  }
  const field = (limbs: readonly bigint[]) => limbs.map((limb) => mod(limb, prime));
  return { q: field(division.q), r: field(division.r), t, carries: chain };
}

/** j ≠ 0 such that r + j·p has limbs in range or one off: 1, 2, −1 and the largest. */
function multiplesThatFit(modulus: bigint, r: bigint, { n, k }: LimbShape): bigint[] {
  const largest = (power(n * k) - 1n - r) / modulus;
  return [...new Set([1n, 2n, largest, -1n])].filter((j) => j !== 0n);
}

/** Other limbs of the same integer: 2^n moved from one limb to the one below, or back. */
function* sameInteger({ q, r }: Division, { n }: LimbShape): Generator<Draft> {
  for (let i = 0; i + 1 < r.length; i++) {
    for (const sign of [1n, -1n]) {
      const moved = r.map((limb, j) => {
        if (j === i) return limb + sign * power(n);
        return j === i + 1 ? limb - sign : limb;
      });
      yield { q, r: moved };
    }
  }
}

/**
 * For p of one odd limb: r' = r ± 1, and limb j of q' is what makes coefficient j hold in the field. Below j the
 * quotient is 2-adic, q' = (a·b − r')/p mod 2^(n·j), so that all carries stay as small as honest ones.
 */
function* quotientsOfTheField(
  honest: {
    a: readonly bigint[];
    b: readonly bigint[];
    p: readonly bigint[];
    q: readonly bigint[];
    r: readonly bigint[];
  },
  { n, k }: LimbShape,
  prime: bigint,
): Generator<Draft> {
  const [divisor = 0n, ...above] = honest.p;
  const reciprocal = inverse(divisor, prime);
  const twoAdic = inverse(divisor, power(n));
  if (above.some((limb) => limb !== 0n) || reciprocal === null || twoAdic === null || divisor === 1n) return;
  const [low = 0n, ...rest] = honest.r;
  const r = [low + 1n < divisor ? low + 1n : low - 1n, ...rest];
  const product = convolution(honest.a, honest.b);
  const honestCarries = carriesOf(difference(honest), n);
  const q = [...honest.q];
  let carry = 0n;
  for (let j = 0; j < k; j++) {
    // p·q_j = (a·b)_j − r'_j + c_{j−1} − c_j·2^n
    const wanted = (product[j] ?? 0n) - (r[j] ?? 0n) + carry;
    const settled = (wanted - (honestCarries[j] ?? 0n) * power(n)) * reciprocal;
    yield { q: q.with(j, mod(settled, prime)), r };
    const limb = mod(wanted * twoAdic, power(n));
    carry = (wanted - divisor * limb) / power(n);
    q[j] = limb;
  }
}

/** c_i of an identity that holds over the integers. */
function carriesOf(coefficients: readonly bigint[], n: number): bigint[] {
  let carry = 0n;
  return coefficients.map((coefficient) => (carry = (coefficient + carry) / power(n)));
}

/**
 * ±Z(X), Z(X) = Π (X − x) over all points 0 … 2k−2 but one: adding Z to t(X) goes unseen where that point is not
 * looked at. Coefficients, the least first.
 */
export function* vanishing({ k }: LimbShape): Generator<bigint[]> {
  const points = Array.from({ length: 2 * k - 1 }, (_, x) => BigInt(x));
  // The ends are what loops get wrong; with few limbs every point is tried.
  const dropped = k <= 8 ? points.toReversed() : [BigInt(2 * k - 2), 0n];
  for (const absent of dropped) {
    let zero = [1n];
    for (const x of points.filter((point) => point !== absent)) zero = convolution(zero, [-x, 1n]);
    yield zero;
    yield zero.map((coefficient) => -coefficient);
  }
}
