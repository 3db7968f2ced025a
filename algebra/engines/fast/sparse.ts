/** Sparse rows in the program's arithmetic, with a short way for coefficients one and minus one. */
import type { SparseProduct } from "../../sparse.js";
import { toLittleEndian } from "../../integers.js";
import { Instance, type Routine } from "./instance.js";
import { LaneSum, WEIGHT_WORDS } from "./lanes.js";
import type { CurveProgram } from "./program.js";
import { isBelow } from "./scan.js";

/** 32-bit words of a coefficient: both scalar fields have elements of 32 bytes. */
const WORDS = 8;
/** Bytes of a term: u32 wire ‖ coefficient. */
const TERM_BYTES = 4 + 4 * WORDS;

export class FastSparseProduct implements SparseProduct {
  private readonly weights: Uint32Array;
  private readonly modulus: Uint32Array;
  private readonly minusOne: Uint32Array;
  private readonly plus = new LaneSum();
  private readonly minus = new LaneSum();
  private readonly words: Uint32Array;
  /** Addresses of one element each: a coefficient, a weight, their product and the sum of products, by R⁻¹. */
  private readonly coefficientAt: number;
  private readonly weightAt: number;
  private readonly productAt: number;
  private readonly sumAt: number;
  private readonly multiply: Routine;
  private readonly add: Routine;
  private readonly subtract: Routine;
  private readonly toMontgomery: Routine;
  private readonly coefficient: Uint32Array;

  constructor(program: CurveProgram, weights: Uint8Array) {
    const instance = new Instance(program);
    const { r, n8r } = instance.parameters;
    this.weights = new Uint32Array(new Uint8Array(weights).buffer);
    this.modulus = new Uint32Array(toLittleEndian(r, n8r).buffer);
    this.minusOne = new Uint32Array(toLittleEndian(r - 1n, n8r).buffer);
    this.coefficientAt = instance.allocate(n8r);
    this.weightAt = instance.allocate(n8r);
    this.productAt = instance.allocate(n8r);
    this.sumAt = instance.allocate(n8r);
    this.words = instance.words();
    this.coefficient = this.words.subarray(this.coefficientAt / 4, this.coefficientAt / 4 + WORDS);
    this.multiply = instance.routine("frm_mul");
    this.add = instance.routine("frm_add");
    this.subtract = instance.routine("frm_sub");
    this.toMontgomery = instance.routine("frm_toMontgomery");
  }

  row(bytes: Uint8Array, offset: number, count: number, out: Uint8Array, outOffset: number): void {
    if (offset + count * TERM_BYTES > bytes.length)
      throw new RangeError(`${count} terms do not fit at ${offset}`);
    const terms = new DataView(bytes.buffer, bytes.byteOffset + offset, count * TERM_BYTES);
    this.plus.clear();
    this.minus.clear();
    this.words.fill(0, this.sumAt / 4, this.sumAt / 4 + WORDS);
    for (let k = 0; k < count; k++) this.addTerm(terms, k);

    // Each product carries R⁻¹; toMontgomery multiplies their sum by R.
    this.toMontgomery(this.sumAt, this.sumAt);
    this.take(this.plus, this.add);
    this.take(this.minus, this.subtract);
    out.set(new Uint8Array(this.words.buffer, this.sumAt, 4 * WORDS), outOffset);
  }

  private addTerm(terms: DataView, k: number): void {
    const at = k * TERM_BYTES;
    const weight = terms.getUint32(at, true) * WEIGHT_WORDS;
    if (weight >= this.weights.length)
      throw new RangeError(`term ${k}: wire ${weight / WEIGHT_WORDS} has no weight`);
    const { coefficient } = this;
    let high = 0;
    for (let i = 0; i < WORDS; i++) {
      const word = terms.getUint32(at + 4 + 4 * i, true);
      coefficient[i] = word;
      if (i > 0) high |= word;
    }
    if (high === 0 && coefficient[0] === 1) return this.plus.add(this.weights, weight);
    if (this.isMinusOne()) return this.minus.add(this.weights, weight);
    if (!isBelow(coefficient, 0, this.modulus)) throw new RangeError(`term ${k}: coefficient not below r`);
    for (let i = 0; i < WEIGHT_WORDS; i++)
      this.words[this.weightAt / 4 + i] = this.weights[weight + i] as number;
    this.multiply(this.coefficientAt, this.weightAt, this.productAt);
    this.add(this.sumAt, this.productAt, this.sumAt);
  }

  private isMinusOne(): boolean {
    for (let i = 0; i < WORDS; i++) if (this.coefficient[i] !== this.minusOne[i]) return false;
    return true;
  }

  /** Adds a sum of weights to the row, or subtracts it; such a sum is below r as it stands. */
  private take(lanes: LaneSum, operation: Routine): void {
    if (lanes.isEmpty) return;
    lanes.write(this.words, this.productAt / 4);
    operation(this.sumAt, this.productAt, this.sumAt);
  }
}
