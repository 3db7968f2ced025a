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
 * It holds for |a·b| ≤ 2^102. The bit patterns of h and l are hi and lo plus known constants, so columns of a
 * product add up as 64-bit integers, and the sum of the constants is taken off by the value a column starts with.
 *
 * A product is reduced by 2^255 (Montgomery) and comes out with |z| ≤ |x·y|/2^255 + q/2·(1 + 2^−48), and limbs in
 * [−2^50, 2^50) but the top one: nothing is ever compared with q. The top limb must stay within ±2^51, so |z| < 2.6·q.
 * For the bounds of a chain of operations see assembly/batch.ts.
 */
import { BASE, LIMBS, LIMB_BITS, balancedLimbs, centred, doubleBits, inverse } from "./numbers.mjs";

export const HIGH = 3 * 2 ** 102;
const LOW = 3 * 2 ** 51;
/** Keeps a column positive until its carry is taken: a multiple of 2^51 above any sum of products. */
const LIFT = 1n << 60n;
/** Added before the carry is cut off, so that the rest lies in [−2^50, 2^50). */
const HALF = BASE >> 1n;

/** 64-bit constants in the module's memory, each once, broadcast to both lanes where they are used. */
export class Constants {
  /** @type {bigint[]} */
  #patterns = [];

  /** @param {bigint} pattern the expression for an integer */
  integer(pattern) {
    const bits = BigInt.asUintN(64, pattern);
    if (!this.#patterns.includes(bits)) this.#patterns.push(bits);
    return `v128.load64_splat(CONSTANTS, ${8 * this.#patterns.indexOf(bits)})`;
  }

  /** @param {number | bigint} value the expression for a double */
  double(value) {
    return this.integer(doubleBits(Number(value)));
  }

  /** The declaration of the table. */
  declaration() {
    const values = this.#patterns.map((bits) => `0x${bits.toString(16)}`).join(", ");
    const row = `const ROW: usize = memory.data(${16 * 2 * LIMBS}, 16);`;
    return `${row}\nconst CONSTANTS: usize = memory.data<u64>([${values}], 16);`;
  }
}

/**
 * One product of elements in a sum: ±x·y or ±2x·y, given the expressions that load their limbs. A square (`y` left
 * out) takes each mixed product of limbs once.
 * @typedef {{ x: (i: number) => string, y?: (i: number) => string, sign?: 1 | -1, twice?: boolean }} Term
 */

/** What every routine with limb products declares first. @param {Constants} constants */
export function productPrologue(constants) {
  return [
    `const HIGH = ${constants.double(HIGH)};`,
    `const BOTH = ${constants.double(HIGH + LOW)};`,
    "let h = HIGH, f = HIGH;",
  ];
}

/**
 * The lines that set `${tag}z0` … `${tag}z4` to the reduced sum of the terms.
 *
 * A row of products fills the sixteen registers: six columns, five limbs of y, one of x, the constants. V8's TurboFan
 * (Node 20) orders arithmetic by its distance from the end, so that rows mingle and most values are spilled; but it
 * keeps stores in order. With `pinned` each row ends with stores of its columns, which nothing reads: a third off the
 * time of a product in Fq2, though nothing gained in Fq.
 * @param {string} tag prefix of the names declared @param {Term[]} terms
 * @param {{ q: bigint, constants: Constants, pinned: boolean }} options q an odd prime of 254 bits
 */
export function reducedProduct(tag, terms, { q, constants, pinned }) {
  const product = new Columns(tag, constants, pinned);
  terms.forEach((term, i) => product.multiply(`${tag}${i}`, term));
  product.reduce(q);
  return product.text();
}

class Columns {
  /** @type {string[]} */
  #lines = [];
  /** What bit patterns and lifts add to each column beyond its value. */
  #excess = Array.from({ length: 2 * LIMBS }, () => 0n);
  /** Columns that have been given a value. */
  #begun = new Set();

  /** @param {string} tag @param {Constants} constants @param {boolean} pinned */
  constructor(tag, constants, pinned) {
    this.tag = tag;
    this.constants = constants;
    this.pinned = pinned;
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
    const column = this.#column(k);
    // A column starts with minus its excess, which is known at the end.
    const first = !this.#begun.has(k);
    this.#lines.push(
      `${first ? "let " : ""}${column} = i64x2.add(${first ? `START_${k}` : column}, ${value});`,
    );
    this.#begun.add(k);
  }

  /** c[k] += lo, c[k+1] += hi of ±a·b. @param {number} k @param {string} a @param {string} b @param {1 | -1} sign */
  #limbProduct(k, a, b, sign = 1) {
    const fma = sign === 1 ? "f64x2.relaxed_madd" : "f64x2.relaxed_nmadd";
    this.#lines.push(`h = ${fma}(${a}, ${b}, HIGH);`);
    this.#add(k + 1, "h");
    this.#add(k, `${fma}(${a}, ${b}, f64x2.sub(BOTH, h))`);
    this.#exceed(k + 1, doubleBits(HIGH));
    this.#exceed(k, doubleBits(LOW));
  }

  /** Ends a row of products that starts at column k. @param {number} k */
  #pin(k) {
    if (!this.pinned) return;
    for (let i = k; i < k + LIMBS; i++) this.#lines.push(`v128.store(ROW, ${this.#column(i)}, ${16 * i});`);
  }

  /** @param {string} name prefix of the names declared @param {Term} term */
  multiply(name, { x, y, sign = 1, twice = false }) {
    const lines = this.#lines;
    for (let j = 0; j < LIMBS; j++) lines.push(`const ${name}y${j} = ${(y ?? x)(j)};`);
    for (let i = 0; i < LIMBS; i++) {
      const single = y ? `${name}x${i}` : `${name}y${i}`;
      if (y) lines.push(`const ${single} = ${x(i)};`);
      const double = `${name}d${i}`;
      if (twice || !y) lines.push(`const ${double} = f64x2.add(${single}, ${single});`);
      for (let j = y ? 0 : i; j < LIMBS; j++) {
        this.#limbProduct(i + j, `${name}y${j}`, twice || (!y && i !== j) ? double : single, sign);
      }
      this.#pin(i);
    }
  }

  /** c[k…] += a·b for a constant b. @param {number} k @param {string} a @param {bigint[]} b */
  #multiplyConstant(k, a, b) {
    b.forEach((limb, j) => {
      this.#lines.push(`f = ${this.constants.double(limb)};`);
      this.#limbProduct(k + j, "f", a);
    });
    this.#pin(k);
  }

  /** The rest of column k modulo 2^51 as a double in [−2^50, 2^50). @param {number} k */
  #rest(k) {
    const { constants } = this;
    const low = `v128.and(${this.#column(k)}, ${constants.integer(BASE - 1n)})`;
    return `f64x2.sub(v128.or(${low}, ${constants.double(2 ** 52)}), ${constants.double(2 ** 52 + 2 ** 50)})`;
  }

  /** Column k is complete: its carry goes to k+1. `late` is what it gained after its start value was fixed. */
  #carry(/** @type {number} */ k, late = 0n) {
    this.#exceed(k, -HALF - LIFT - late);
    this.#add(k + 1, `i64x2.shr_u(${this.#column(k)}, 51)`);
    this.#exceed(k + 1, (LIFT + late) / BASE);
  }

  /** T → T·2^−255 mod q. @param {bigint} q */
  reduce(q) {
    const { tag, constants } = this;
    // The three lowest limbs fold upwards: t_i·2^(51i) ≡ t_i·F_i·2^153 with F_i = 2^(51i−153) mod q.
    for (let i = 0; i < 3; i++) {
      this.#carry(i);
      this.#lines.push(`const ${tag}t${i} = ${this.#rest(i)};`);
    }
    for (let i = 0; i < 3; i++) {
      const fold = centred(inverse(1n << (LIMB_BITS * BigInt(3 - i)), q), q);
      this.#multiplyConstant(3, `${tag}t${i}`, balancedLimbs(fold));
    }
    // Two steps of Montgomery: m = −c·q⁻¹ mod 2^51, so that c + m·q is a multiple of 2^51.
    for (let k = 3; k < LIMBS; k++) {
      const m = `${tag}m${k}`;
      this.#lines.push(
        `let ${m} = ${this.#rest(k)};`,
        `f = ${constants.double(centred(-inverse(q, BASE), BASE))};`,
        `h = f64x2.relaxed_madd(${m}, f, HIGH);`,
        `${m} = f64x2.sub(f64x2.relaxed_madd(${m}, f, f64x2.sub(BOTH, h)), ${constants.double(LOW)});`,
      );
      this.#multiplyConstant(k, m, balancedLimbs(q));
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
    this.#lines.push(
      `const ${tag}z${LIMBS - 1} = f64x2.sub(${this.#column(top)}, ${constants.double(LOW)});`,
    );
  }

  /** All lines, with the start values of columns put in. */
  text() {
    return this.#lines.map((line) =>
      line.replace(/START_(\d)/, (_, k) => this.constants.integer(-(this.#excess[Number(k)] ?? 0n))),
    );
  }
}
