/** Vectors over the scalar field, as arrays of integers. */
import type { CurveParameters, ScalarField } from "../../curve.js";
import type { SparseProduct } from "../../sparse.js";
import { fromLittleEndian, invertMod, mod, powMod, toLittleEndian } from "../../integers.js";
import { sumOfInverses } from "../levels.js";
import { rootOfUnity } from "../roots.js";

export class ReferenceScalarField implements ScalarField {
  readonly modulus: bigint;
  readonly largestTransform: number;
  readonly matrices = null;

  constructor(private readonly parameters: CurveParameters) {
    this.modulus = parameters.r;
    this.largestTransform = parameters.twoAdicity;
  }

  root(k: number): bigint {
    return rootOfUnity(this.modulus, this.parameters.twoAdicity, k);
  }

  fft(values: Uint8Array): Uint8Array {
    const vector = this.parse(values);
    return this.serialise(transform(vector, this.rootFor(vector.length), this.modulus));
  }

  /** vⱼ = n⁻¹·Σᵢ w^{−ij}·outᵢ */
  inverseFft(values: Uint8Array): Uint8Array {
    const { modulus } = this;
    const vector = this.parse(values);
    const inverseRoot = invertMod(this.rootFor(vector.length), modulus);
    const inverseCount = invertMod(BigInt(vector.length), modulus);
    const sums = transform(vector, inverseRoot, modulus);
    return this.serialise(sums.map((sum) => (sum * inverseCount) % modulus));
  }

  inverseLevels(top: number, part: (k: number, from: number, into: Uint8Array) => void): Uint8Array {
    return sumOfInverses(this, this.parameters.n8r, top, part);
  }

  addScaled(accumulator: Uint8Array, values: Uint8Array, factor: bigint): void {
    if (accumulator.length < values.length)
      throw new RangeError("the accumulator is shorter than the values");
    const sums = this.parse(accumulator.subarray(0, values.length));
    const scaled = this.parse(values).map((value, i) =>
      mod((sums[i] as bigint) + factor * value, this.modulus),
    );
    accumulator.set(this.serialise(scaled));
  }

  scaleByPowers(values: Uint8Array, first: bigint, ratio: bigint): Uint8Array {
    let power = mod(first, this.modulus);
    const scaled = this.parse(values).map((value) => {
      const product = (value * power) % this.modulus;
      power = mod(power * ratio, this.modulus);
      return product;
    });
    return this.serialise(scaled);
  }

  sparse(weights: Uint8Array): SparseProduct {
    return new ReferenceSparseProduct(this.parameters, new Uint8Array(weights));
  }

  /** The root of unity of order `count`. @throws RangeError where count is no power of two with such a root */
  private rootFor(count: number): bigint {
    return this.root(Math.log2(count));
  }

  private parse(bytes: Uint8Array): bigint[] {
    const { n8r } = this.parameters;
    const count = bytes.length / n8r;
    if (!Number.isInteger(count)) throw new RangeError(`${bytes.length} bytes are no whole scalars`);
    return Array.from({ length: count }, (_, i) => fromLittleEndian(bytes.subarray(i * n8r, (i + 1) * n8r)));
  }

  private serialise(values: readonly bigint[]): Uint8Array {
    const { n8r } = this.parameters;
    const bytes = new Uint8Array(values.length * n8r);
    for (const [i, value] of values.entries()) bytes.set(toLittleEndian(value, n8r), i * n8r);
    return bytes;
  }
}

/** outᵢ = Σⱼ root^{ij}·vⱼ by halves: out_{i + n/2} = evenᵢ − rootⁱ·oddᵢ. */
function transform(values: readonly bigint[], root: bigint, modulus: bigint): bigint[] {
  if (values.length === 1) return [...values];
  const half = (parity: number): bigint[] =>
    transform(
      values.filter((_, j) => j % 2 === parity),
      (root * root) % modulus,
      modulus,
    );
  const [even, odd] = [half(0), half(1)];
  const twisted = odd.map((value, i) => (value * powMod(root, BigInt(i), modulus)) % modulus);
  return [
    ...even.map((value, i) => (value + (twisted[i] as bigint)) % modulus),
    ...even.map((value, i) => mod(value - (twisted[i] as bigint), modulus)),
  ];
}

const WEIGHT_BYTES = 16;

class ReferenceSparseProduct implements SparseProduct {
  constructor(
    private readonly parameters: CurveParameters,
    private readonly weights: Uint8Array,
  ) {}

  row(bytes: Uint8Array, offset: number, count: number, out: Uint8Array, outOffset: number): void {
    const { r, n8r } = this.parameters;
    const termBytes = 4 + n8r;
    if (offset + count * termBytes > bytes.length)
      throw new RangeError(`${count} terms do not fit at ${offset}`);
    let sum = 0n;
    for (let k = 0; k < count; k++) {
      const at = offset + k * termBytes;
      const wire = Number(fromLittleEndian(bytes.subarray(at, at + 4)));
      const coefficient = fromLittleEndian(bytes.subarray(at + 4, at + termBytes));
      if ((wire + 1) * WEIGHT_BYTES > this.weights.length)
        throw new RangeError(`term ${k}: wire ${wire} has no weight`);
      if (coefficient >= r) throw new RangeError(`term ${k}: coefficient not below r`);
      const weight = fromLittleEndian(this.weights.subarray(wire * WEIGHT_BYTES, (wire + 1) * WEIGHT_BYTES));
      sum = (sum + coefficient * weight) % r;
    }
    out.set(toLittleEndian(sum, n8r), outOffset);
  }
}
