/**
 * The identity a·b = p·q + r as limb circuits check it: as polynomials in X = 2^n, whose difference
 *   t(X) = a(X)·b(X) − p(X)·q(X) − r(X),  t_i = Σ_j (a_j·b_{i−j} − p_j·q_{i−j}) − r_i,  0 ≤ i ≤ 2k−2,
 * is zero at 2^n over the integers. The carries show that: c_{−1} = 0, t_i + c_{i−1} = c_i·2^n, c_{2k−2} = 0.
 */
import { fromLimbs, inRange, type LimbShape, power, toLimbs } from "./limbs.js";

/** a(X)·b(X), coefficient by coefficient. */
export function convolution(a: readonly bigint[], b: readonly bigint[]): bigint[] {
  const product = Array.from({ length: a.length + b.length - 1 }, () => 0n);
  for (const [i, x] of a.entries()) {
    for (const [j, y] of b.entries()) product[i + j] = (product[i + j] ?? 0n) + x * y;
  }
  return product;
}

/** The numbers of one modular multiplication, in limbs. */
export interface Division {
  readonly a: readonly bigint[];
  readonly b: readonly bigint[];
  readonly p: readonly bigint[];
  readonly q: readonly bigint[];
  readonly r: readonly bigint[];
}

/** t_0 … t_{2k−2}. */
export function difference({ a, b, p, q, r }: Division): bigint[] {
  const pq = convolution(p, q);
  return convolution(a, b).map((coefficient, i) => coefficient - (pq[i] ?? 0n) - (r[i] ?? 0n));
}

/** c_0 … c_{len−2} of coefficients whose sum at 2^n is zero; null where it is not. */
export function carries(coefficients: readonly bigint[], n: number): bigint[] | null {
  const chain: bigint[] = [];
  let carry = 0n;
  for (const coefficient of coefficients) {
    const sum = coefficient + carry;
    if (sum % power(n) !== 0n) return null;
    carry = sum / power(n);
    chain.push(carry);
  }
  return chain.pop() === 0n ? chain : null;
}

/** The carries that a circuit must allow, both ends inclusive. */
export interface CarryBound {
  readonly low: bigint;
  readonly high: bigint;
}

/**
 * What carries an honest prover can need, from the ranges of the limbs alone. With B = 2^n and
 * w_i = min(i+1, 2k−1−i) products in coefficient i,
 *   −(w_i·(B−1)² + [i<k]·(B−1)) ≤ t_i ≤ w_i·(B−1)²,
 * and c_i = (t_i + c_{i−1})/B is exact, so that
 *   high_i = ⌊(w_i·(B−1)² + high_{i−1})/B⌋,  low_i = ⌈(−w_i·(B−1)² − [i<k]·(B−1) + low_{i−1})/B⌉.
 * From the other end c_{i−1} = c_i·B − t_i bounds the last carries closer still; both are taken.
 * (The same count gives the + ⌈log₂ k⌉ in `CheckCarryToZero(n, 2n + log_ceil(k) + 2, 2k−1)` of circom-ecdsa.)
 */
export function carryBounds({ n, k }: LimbShape): CarryBound[] {
  const base = power(n);
  const square = (base - 1n) ** 2n;
  const terms = (i: number) => BigInt(Math.min(i + 1, 2 * k - 1 - i));
  const highest = (i: number) => terms(i) * square;
  const lowest = (i: number) => -highest(i) - (i < k ? base - 1n : 0n);
  const bounds: CarryBound[] = [];
  let low = 0n;
  let high = 0n;
  for (let i = 0; i + 1 < 2 * k - 1; i++) {
    high = floorDivide(highest(i) + high, base);
    low = -floorDivide(-(lowest(i) + low), base);
    bounds.push({ low, high });
  }
  let [nextLow, nextHigh] = [0n, 0n];
  for (let i = bounds.length - 1; i >= 0; i--) {
    const forward = bounds[i] ?? { low: 0n, high: 0n };
    [nextLow, nextHigh] = [nextLow * base - highest(i + 1), nextHigh * base - lowest(i + 1)];
    bounds[i] = {
      low: forward.low > nextLow ? forward.low : nextLow,
      high: forward.high < nextHigh ? forward.high : nextHigh,
    };
    [nextLow, nextHigh] = [bounds[i]?.low ?? 0n, bounds[i]?.high ?? 0n];
  }
  return bounds;
}

const floorDivide = (x: bigint, positive: bigint): bigint =>
  x >= 0n ? x / positive : -((-x + positive - 1n) / positive);

/** q and r of a·b by p as an honest prover has them; null where p is zero or q does not fit into k limbs. */
export function divide(
  a: readonly bigint[],
  b: readonly bigint[],
  p: readonly bigint[],
  shape: LimbShape,
): Division | null {
  const modulus = fromLimbs(p, shape.n);
  if (modulus <= 0n) return null;
  const product = fromLimbs(a, shape.n) * fromLimbs(b, shape.n);
  const q = toLimbs(product / modulus, shape);
  const r = toLimbs(product % modulus, shape);
  return inRange(q, shape.n) && inRange(r, shape.n) ? { a, b, p, q, r } : null;
}
