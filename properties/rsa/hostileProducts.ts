/**
 * Quotients and remainders that a dishonest prover would put in place of the right ones. Each satisfies
 * a·b = p·q + r in a world where one check is absent; a sound circuit accepts none whose r is another integer or
 * other limbs than a·b mod p.
 */
import { convolution, difference, divide } from "./carries.js";
import { mod } from "../../algebra/integers.js";
import { fromLimbs, inverse, type LimbShape, power, toLimbs } from "./limbs.js";
import type { Operands } from "./operands.js";

/** What must be missing for such a product to be accepted. */
export type Gap =
  | "remainder not reduced"
  | "limbs of the remainder not in range"
  | "limbs of the quotient not in range"
  | "carries not in range"
  | "identity at too few points";

export interface HostileProduct {
  readonly gap: Gap;
  /** Limbs as field elements in [0, prime). */
  readonly q: readonly bigint[];
  readonly r: readonly bigint[];
}

/** All hostile products of one multiplication. The honest q must fit: a·b < p·2^(n·k). */
export function* hostileProducts(
  { a, b, p }: Operands,
  shape: LimbShape,
  prime: bigint,
): Generator<HostileProduct> {
  const honest = divide(a, b, p, shape);
  if (honest === null) return;
  const field = (limbs: readonly bigint[]) => limbs.map((limb) => mod(limb, prime));
  const whole = {
    modulus: fromLimbs(p, shape.n),
    q: fromLimbs(honest.q, shape.n),
    r: fromLimbs(honest.r, shape.n),
  };

  for (const times of multiplesThatFit(whole, shape)) {
    const q = toLimbs(whole.q - times, shape);
    const r = toLimbs(whole.r + times * whole.modulus, shape);
    yield { gap: "remainder not reduced", q: field(q), r: field(r) };
  }
  for (const r of sameInteger(honest.r, shape.n)) {
    yield { gap: "limbs of the remainder not in range", q: honest.q, r: field(r) };
  }
  for (const [q, r] of quotientsOfTheField(honest, shape, prime)) {
    yield { gap: "limbs of the quotient not in range", q: field(q), r: field(r) };
  }
  const product = fromLimbs(a, shape.n) * fromLimbs(b, shape.n);
  for (const shift of [prime, -prime, 2n * prime, 3n * prime]) {
    const other = splitWithin(product + shift, whole.modulus, shape);
    if (other !== null && other.r !== whole.r)
      yield { gap: "carries not in range", q: toLimbs(other.q, shape), r: toLimbs(other.r, shape) };
  }
  for (const shift of vanishingShifts(shape)) {
    const other = splitWithin(product + shift, whole.modulus, shape);
    if (other !== null && other.r !== whole.r)
      yield { gap: "identity at too few points", q: toLimbs(other.q, shape), r: toLimbs(other.r, shape) };
  }
}

/** j ≠ 0 such that r + j·p has limbs in range or one off: 1, 2, −1 and the largest. */
function multiplesThatFit({ modulus, r }: { modulus: bigint; r: bigint }, { n, k }: LimbShape): bigint[] {
  const largest = (power(n * k) - 1n - r) / modulus;
  return [...new Set([1n, 2n, largest, -1n])].filter((j) => j !== 0n);
}

/** Other limbs of the same integer: 2^n moved from one limb to the one below, or back. */
function* sameInteger(r: readonly bigint[], n: number): Generator<bigint[]> {
  for (let i = 0; i + 1 < r.length; i++) {
    for (const sign of [1n, -1n]) {
      yield r.map((limb, j) => {
        if (j === i) return limb + sign * power(n);
        return j === i + 1 ? limb - sign : limb;
      });
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
): Generator<[q: bigint[], r: bigint[]]> {
  const [divisor = 0n, ...above] = honest.p;
  const inField = inverse(divisor, prime);
  const twoAdic = inverse(divisor, power(n));
  if (above.some((limb) => limb !== 0n) || inField === null || twoAdic === null || divisor === 1n) return;
  const [low = 0n, ...rest] = honest.r;
  const r = [low + 1n < divisor ? low + 1n : low - 1n, ...rest];
  const product = convolution(honest.a, honest.b);
  const honestCarries = carriesOf(difference(honest), n);
  const q = [...honest.q];
  let carry = 0n;
  for (let j = 0; j < k; j++) {
    // p·q_j = (a·b)_j − r'_j + c_{j−1} − c_j·2^n
    const wanted = (product[j] ?? 0n) - (r[j] ?? 0n) + carry;
    const settled = (wanted - (honestCarries[j] ?? 0n) * power(n)) * inField;
    yield [[...q.slice(0, j), mod(settled, prime), ...q.slice(j + 1)], r];
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

/** total = p·q + r with both in k limbs. */
function splitWithin(total: bigint, modulus: bigint, { n, k }: LimbShape): { q: bigint; r: bigint } | null {
  if (total < 0n) return null;
  const q = total / modulus;
  return q < power(n * k) ? { q, r: total % modulus } : null;
}

/**
 * ±Z(2^n) for Z(X) = Π (X − x) over all points 0 … 2k−2 but one: adding Z to t(X) goes unseen where that point is
 * not looked at, and the integer a·b then stands for a·b ± Z(2^n).
 */
export function* vanishingShifts({ n, k }: LimbShape): Generator<bigint> {
  const points = Array.from({ length: 2 * k - 1 }, (_, x) => BigInt(x));
  // The ends are what loops get wrong; with few limbs every point is tried.
  const dropped = k <= 8 ? points.toReversed() : [BigInt(2 * k - 2), 0n];
  for (const absent of dropped) {
    const value = points.filter((x) => x !== absent).reduce((product, x) => product * (power(n) - x), 1n);
    yield value;
    yield -value;
  }
}
