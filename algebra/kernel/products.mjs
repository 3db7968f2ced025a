// @ts-check
/**
 * Writes the AssemblyScript source of the field products, fully unrolled.
 *
 * An element is five limbs in base 2^51, each a double; a v128 holds the same limb of two independent elements.
 * The product of two limbs is split exactly by two fused multiply-adds (N. Emmart's method):
 *
 *     h = fma(a, b, 3·2^102)                 = 3·2^102 + hi·2^51      (rounded to a multiple of 2^51)
 *     l = fma(a, b, 3·2^102 + 3·2^51 − h)    = 3·2^51  + lo           with a·b = hi·2^51 + lo, |lo| ≤ 2^50
 *
 * It holds for |a·b| < 2^102. The bit patterns of h and l are hi and lo plus known constants, so columns of a
 * product add up as 64-bit integers, and the sum of the constants is taken off by the value a column starts with.
 *
 * A product is reduced by 2^255 (Montgomery) and comes out with |z| ≤ |x·y|/2^255 + q/2·(1 + 2^−48): nothing is
 * ever compared with q. For the bounds of a chain of operations see assembly/batch.ts.
 */
import { BASE, LIMBS, LIMB_BITS, balancedLimbs, centred, doubleBits, integerLiteral, inverse } from "./numbers.mjs";

const HIGH = 3 * 2 ** 102;
const LOW = 3 * 2 ** 51;
/** Keeps a column positive until its carry is taken: a multiple of 2^51 above any sum of products. */
const LIFT = 1n << 60n;
/** Added before the carry is cut off, so that the rest lies in [−2^50, 2^50). */
const HALF = BASE >> 1n;

/**
 * The constants that products read, by name: doubles, broadcast to both lanes. Q is the modulus, F0…F2 fold the
 * three lowest limbs of a product upwards (see `reduce`).
 * @param {bigint} q an odd prime of 254 bits
 * @returns {[string, number][]}
 */
export function productConstants(q) {
  /** @type {[string, number][]} */
  const constants = [
    ["HIGH", HIGH],
    ["BOTH", HIGH + LOW],
    ["LOW", LOW],
    ["ONE", 2 ** 52],
    ["ONE_HALF", 2 ** 52 + 2 ** 50],
    ["QINV", Number(centred(-inverse(q, BASE), BASE))],
  ];
  balancedLimbs(centred(q, 2n * q + 1n)).forEach((limb, j) => constants.push([`Q${j}`, Number(limb)]));
  for (let i = 0; i < 3; i++) {
    const fold = centred(inverse(1n << (LIMB_BITS * BigInt(3 - i)), q), q);
    balancedLimbs(fold).forEach((limb, j) => constants.push([`F${i}${j}`, Number(limb)]));
  }
  return constants;
}

/**
 * One sum of limb products, ±x·y over all limbs. A square (x = y) takes each mixed product once, with the limbs
 * `${x}d1` … that hold 2·x1 ….
 * @typedef {{ sign: 1 | -1, x: string, y: string }} Term
 */

/**
 * The lines that set `${tag}z0` … `${tag}z4` to the reduced sum of the terms, given limbs `x0` … and so on.
 * @param {string} tag prefix of the names declared @param {Term[]} terms
 */
export function reducedProduct(tag, terms) {
  const product = new Columns(tag);
  for (const { sign, x, y } of terms) {
    for (let i = 0; i < LIMBS; i++) {
      for (let j = x === y ? i : 0; j < LIMBS; j++) {
        product.limbProduct(i + j, `${x}${i}`, x === y && i !== j ? `${x}d${j}` : `${y}${j}`, sign);
      }
    }
  }
  product.reduce();
  return product.text();
}

class Columns {
  /** @type {string[]} */
  #lines = [];
  /** What bit patterns and lifts add to each column beyond its value. */
  #excess = Array.from({ length: 2 * LIMBS }, () => 0n);

  /** @param {string} tag */
  constructor(tag) {
    this.tag = tag;
  }

  /** @param {number} k */
  #column(k) {
    return `${this.tag}c${k}`;
  }

  /** @param {number} k @param {bigint} value */
  #exceed(k, value) {
    this.#excess[k] = (this.#excess[k] ?? 0n) + value;
  }

  /** @param {number} k @param {string} value */
  #add(k, value) {
    this.#lines.push(`${this.#column(k)} = i64x2.add(${this.#column(k)}, ${value});`);
  }

  /** c[k] += lo, c[k+1] += hi of ±a·b. @param {number} k @param {string} a @param {string} b @param {1 | -1} sign */
  limbProduct(k, a, b, sign = 1) {
    const fma = sign === 1 ? "f64x2.relaxed_madd" : "f64x2.relaxed_nmadd";
    this.#lines.push(`h = ${fma}(${a}, ${b}, HIGH);`);
    this.#add(k + 1, "h");
    this.#add(k, `${fma}(${a}, ${b}, f64x2.sub(BOTH, h))`);
    this.#exceed(k + 1, doubleBits(HIGH));
    this.#exceed(k, doubleBits(LOW));
  }

  /** The rest of column k modulo 2^51 as a double in [−2^50, 2^50). @param {number} k */
  #rest(k) {
    return `f64x2.sub(v128.or(v128.and(${this.#column(k)}, MASK), ONE), ONE_HALF)`;
  }

  /** Column k is complete: its carry goes to k+1. `late` is what it gained after its start value was fixed. */
  #carry(/** @type {number} */ k, late = 0n) {
    this.#exceed(k, -HALF - LIFT - late);
    this.#add(k + 1, `i64x2.shr_u(${this.#column(k)}, 51)`);
    this.#exceed(k + 1, (LIFT + late) / BASE);
  }

  /** T → T·2^−255 mod q. */
  reduce() {
    const { tag } = this;
    // The three lowest limbs fold upwards: t_i·2^(51i) ≡ t_i·F_i·2^153 with F_i = 2^(51i−153) mod q.
    for (let i = 0; i < 3; i++) {
      this.#carry(i);
      this.#lines.push(`const ${tag}t${i} = ${this.#rest(i)};`);
    }
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < LIMBS; j++) this.limbProduct(3 + j, `${tag}t${i}`, `F${i}${j}`);
    }
    // Two steps of Montgomery: m = −c·q⁻¹ mod 2^51, so that c + m·q is a multiple of 2^51.
    for (let k = 3; k < LIMBS; k++) {
      const m = `${tag}m${k}`;
      this.#lines.push(
        `let ${m} = ${this.#rest(k)};`,
        `h = f64x2.relaxed_madd(${m}, QINV, HIGH);`,
        `${m} = f64x2.sub(f64x2.relaxed_madd(${m}, QINV, f64x2.sub(BOTH, h)), LOW);`,
      );
      for (let j = 0; j < LIMBS; j++) this.limbProduct(k + j, m, `Q${j}`);
      // c_k's pattern must be right before the low half of m·q_0 comes: that half's own pattern, a multiple of
      // 2^51, is carried on.
      this.#carry(k, doubleBits(LOW));
    }
    const top = 2 * LIMBS - 1;
    for (let k = LIMBS; k < top; k++) {
      this.#carry(k);
      this.#lines.push(`const ${tag}z${k - LIMBS} = ${this.#rest(k)};`);
    }
    this.#exceed(top, -doubleBits(LOW));
    this.#lines.push(`const ${tag}z${LIMBS - 1} = f64x2.sub(${this.#column(top)}, LOW);`);
  }

  text() {
    const starts = this.#excess.map(
      (excess, k) => `let ${this.#column(k)} = i64x2.splat(${integerLiteral(-excess)});`,
    );
    return [...starts, ...this.#lines];
  }
}
