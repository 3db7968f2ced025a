/** Vectors over the scalar field, in the program's Montgomery arithmetic on plain values. */
import type { ScalarField } from "../../curve.js";
import type { MatrixProducts, SparseProduct } from "../../sparse.js";
import { invertMod, mod, powMod, toLittleEndian } from "../../integers.js";
import type { Bulk } from "../../kernel/bulk.js";
import { sumOfInverses } from "../levels.js";
import { rootOfUnity } from "../roots.js";
import { Instance } from "./instance.js";
import { FastSparseProduct } from "./sparse.js";

/** Elements per call of the linear operations; bounds the memory that an instance keeps. */
const BATCH = 1 << 14;
/** log2 of the largest transform: 2^26 elements take 2 of the 4 GiB that WebAssembly can address. */
const MAX_TRANSFORM_BITS = 26;

/**
 * All operations are linear in the vectors and only the factors are in Montgomery form (f·R): the product of
 * v and f·R in Montgomery arithmetic is v·f·R·R⁻¹ = v·f, plain again.
 */
export class FastScalarField implements ScalarField {
  readonly modulus: bigint;
  readonly largestTransform: number;
  readonly matrices: MatrixProducts | null;

  /** @param bulk for transforms; the program makes them where there is none */
  constructor(
    private readonly instance: Instance,
    private readonly bulk: Bulk | null,
  ) {
    this.modulus = instance.parameters.r;
    this.largestTransform = Math.min(MAX_TRANSFORM_BITS, instance.parameters.twoAdicity);
    this.matrices = bulk;
  }

  root(k: number): bigint {
    return rootOfUnity(this.modulus, this.instance.parameters.twoAdicity, k);
  }

  fft(values: Uint8Array): Uint8Array {
    const bits = this.transformBits(values);
    return this.bulk?.transform(values, this.root(bits)) ?? this.transform("frm_fft", values);
  }

  inverseFft(values: Uint8Array): Uint8Array {
    const { bulk, modulus } = this;
    const bits = this.transformBits(values);
    if (bulk === null) return this.transform("frm_ifft", values);
    // vⱼ = n⁻¹·Σᵢ w^{−ij}·outᵢ
    return bulk.transform(values, this.inverseOfRoot(bits), invertMod(2n ** BigInt(bits), modulus));
  }

  inverseLevels(top: number, part: (k: number, from: number, into: Uint8Array) => void): Uint8Array {
    this.refuseBits(top);
    if (this.bulk === null) return sumOfInverses(this, this.n8, top, part);
    return this.bulk.transformedLevels(top, (k) => ({
      root: this.inverseOfRoot(k),
      factor: invertMod(2n ** BigInt(k), this.modulus),
      part: (from, into) => part(k, from, into),
    }));
  }

  addScaled(accumulator: Uint8Array, values: Uint8Array, factor: bigint): void {
    if (accumulator.length < values.length)
      throw new RangeError("the accumulator is shorter than the values");
    const { instance } = this;
    if (mod(factor, this.modulus) === 0n) return;
    const add = instance.routine("qap_batchAdd");
    this.eachBatch(values, (from, to) => {
      instance.scoped(() => {
        const scaled = this.scaled(values.subarray(from, to), factor, 1n);
        const sum = instance.put(accumulator.subarray(from, to));
        add(sum, scaled, (to - from) / this.n8, sum);
        accumulator.set(instance.read(sum, to - from), from);
      });
    });
  }

  scaleByPowers(values: Uint8Array, first: bigint, ratio: bigint): Uint8Array {
    const { instance, bulk } = this;
    if (bulk !== null) return bulk.scaleByPowers(values, first, ratio);
    const out = new Uint8Array(values.length);
    const batchRatio = powMod(mod(ratio, this.modulus), BigInt(BATCH), this.modulus);
    let batchFirst = first;
    this.eachBatch(values, (from, to) => {
      instance.scoped(() => {
        const scaled = this.scaled(values.subarray(from, to), batchFirst, ratio);
        out.set(instance.read(scaled, to - from), from);
      });
      batchFirst = (batchFirst * batchRatio) % this.modulus;
    });
    return out;
  }

  sparse(weights: Uint8Array): SparseProduct {
    return new FastSparseProduct(this.instance.program, weights);
  }

  private get n8(): number {
    return this.instance.parameters.n8r;
  }

  /** Puts first·ratioⁱ·valuesᵢ on the instance's stack. */
  private scaled(values: Uint8Array, first: bigint, ratio: bigint): number {
    const { instance } = this;
    const [firstAt, ratioAt] = [this.putFactor(first), this.putFactor(ratio)];
    const at = instance.put(values);
    instance.routine("frm_batchApplyKey")(at, values.length / this.n8, firstAt, ratioAt, at);
    return at;
  }

  /** Puts a factor in Montgomery form on the instance's stack. */
  private putFactor(factor: bigint): number {
    const montgomery = (mod(factor, this.modulus) << BigInt(8 * this.n8)) % this.modulus;
    return this.instance.put(toLittleEndian(montgomery, this.n8));
  }

  private eachBatch(values: Uint8Array, work: (from: number, to: number) => void): void {
    if (values.length % this.n8 !== 0) throw new RangeError(`${values.length} bytes are no whole scalars`);
    for (let from = 0; from < values.length; from += BATCH * this.n8) {
      work(from, Math.min(values.length, from + BATCH * this.n8));
    }
  }

  /** log2 of a number of scalars that can be transformed. */
  private transformBits(values: Uint8Array): number {
    const bits = Math.log2(values.length / this.n8);
    this.refuseBits(bits);
    return bits;
  }

  /** @throws RangeError where there is no transform of 2^bits scalars */
  private refuseBits(bits: number): void {
    if (Number.isInteger(bits) && bits <= this.largestTransform) return;
    throw new RangeError(
      `no transform of ${2 ** bits} scalars: it takes a power of two up to 2^${this.largestTransform}`,
    );
  }

  private inverseOfRoot(bits: number): bigint {
    return invertMod(this.root(bits), this.modulus);
  }

  /** Runs in an instance of its own, whose memory goes with it. */
  private transform(routine: "frm_fft" | "frm_ifft", values: Uint8Array): Uint8Array {
    const instance = new Instance(this.instance.program);
    const at = instance.put(values);
    instance.routine(routine)(at, values.length / this.n8);
    return instance.read(at, values.length);
  }
}
