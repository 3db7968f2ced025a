/**
 * Accumulators in the program's memory: Jacobian sums, with a short way for small coefficients and their negatives.
 * Products by other coefficients wait until there are many for the kernel to make together, where there is one.
 */
import type { Accumulators } from "../../accumulators.js";
import type { GroupName, Point } from "../../curve.js";
import { toLittleEndian } from "../../integers.js";
import type { Kernel } from "../../kernel/index.js";
import { groupPrefix, Instance, type Routine } from "./instance.js";
import type { CurveProgram } from "./program.js";

/** Products that the kernel makes together. */
const AT_ONCE = 4096;
/** Below this, the program's double-and-add is as fast as the kernel. */
const SHORT = 1n << 32n;

/** A product that is still to be made and added to its slot. */
interface Waiting {
  readonly slot: number;
  readonly point: Point;
  readonly coefficient: bigint;
}

export class FastAccumulators implements Accumulators {
  private readonly instance: Instance;
  private readonly pointBytes: number;
  private readonly sumBytes: number;
  private readonly sums: number;
  private readonly point: number;
  private readonly negative: number;
  private readonly product: number;
  private readonly settled: number;
  private readonly addMixed: Routine;
  private readonly addSums: Routine;
  private readonly negate: Routine;
  private readonly times: Routine;
  private readonly toAffine: Routine;
  private waiting: Waiting[] = [];

  /** @param kernel what multiplies points of this group, or null where nothing but the program does */
  constructor(
    program: CurveProgram,
    group: GroupName,
    private readonly slots: number,
    private readonly kernel: Kernel | null,
  ) {
    this.instance = new Instance(program);
    const prefix = groupPrefix(group);
    this.pointBytes = this.instance.parameters[group].pointBytes;
    this.sumBytes = (this.pointBytes / 2) * 3;
    this.point = this.instance.allocate(this.pointBytes);
    this.negative = this.instance.allocate(this.pointBytes);
    this.settled = this.instance.allocate(this.pointBytes);
    this.product = this.instance.allocate(this.sumBytes);
    this.sums = this.instance.allocate(slots * this.sumBytes);
    this.addMixed = this.instance.routine(`${prefix}_addMixed`);
    this.addSums = this.instance.routine(`${prefix}_add`);
    this.negate = this.instance.routine(`${prefix}_negAffine`);
    this.times = this.instance.routine(`${prefix}_timesScalarAffine`);
    this.toAffine = this.instance.routine(`${prefix}_batchToAffine`);
    const zero = this.instance.routine(`${prefix}_zero`);
    for (let slot = 0; slot < slots; slot++) zero(this.sums + slot * this.sumBytes);
  }

  add(point: Point, bytes: Uint8Array, offset: number, count: number): void {
    const { r, n8r } = this.instance.parameters;
    this.instance.bytes().set(point, this.point);
    this.negate(this.point, this.negative);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let k = 0; k < count; k++) {
      const at = offset + k * (4 + n8r);
      const slot = view.getUint32(at, true);
      if (slot >= this.slots) throw new RangeError(`term ${k}: there is no slot ${slot}`);
      const coefficient = scalarAt(view, at + 4);
      if (coefficient >= r) throw new RangeError(`term ${k}: coefficient not below r`);
      // The shorter of c·P and (r − c)·(−P): most coefficients are ±1 or ±2^k.
      const isNegative = coefficient > r / 2n;
      const magnitude = isNegative ? r - coefficient : coefficient;
      if (this.kernel !== null && magnitude >= SHORT) {
        this.waiting.push({ slot, point: point.slice(), coefficient });
        if (this.waiting.length === AT_ONCE) this.settle();
      } else {
        this.addTo(slot, isNegative ? this.negative : this.point, magnitude);
      }
    }
  }

  read(from: number, count: number): Uint8Array {
    this.settle();
    return this.instance.scoped(() => {
      const out = this.instance.allocate(count * this.pointBytes);
      this.instance.reserve(count * this.pointBytes);
      this.toAffine(this.sums + from * this.sumBytes, count, out);
      return this.instance.read(out, count * this.pointBytes);
    });
  }

  /** Makes the products that wait, and adds them. */
  private settle(): void {
    const { waiting } = this;
    if (waiting.length === 0) return;
    this.waiting = [];
    const products = this.multiply(waiting);
    for (const [i, { slot, point, coefficient }] of waiting.entries()) {
      const start = i * this.pointBytes;
      const product = products?.subarray(start, start + this.pointBytes) ?? point;
      this.instance.bytes().set(product, this.settled);
      this.addTo(slot, this.settled, products === null ? coefficient : 1n);
    }
  }

  /**
   * All products by the kernel. Null where it refuses a point: what a product of something that is no point is worth is
   * for other checks to say, and the program multiplies it as it stands.
   */
  private multiply(waiting: readonly Waiting[]): Uint8Array | null {
    try {
      const points = Buffer.concat(waiting.map(({ point }) => point));
      const coefficients = waiting.map(({ coefficient }) => coefficient);
      return this.kernel?.multiplyEach(points, coefficients) ?? null;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return null;
    }
  }

  private addTo(slot: number, point: number, coefficient: bigint): void {
    const sum = this.sums + slot * this.sumBytes;
    if (coefficient === 0n) return;
    if (coefficient === 1n) {
      this.addMixed(sum, point, sum);
      return;
    }
    const length = Math.ceil(coefficient.toString(2).length / 32) * 4;
    this.instance.scoped(() => {
      const scalar = this.instance.put(toLittleEndian(coefficient, length));
      this.instance.reserve(8 * length + 64);
      this.times(point, scalar, length, this.product);
    });
    this.addSums(sum, this.product, sum);
  }
}

/** The 32 little-endian bytes of a coefficient: both scalar fields have elements of so many. */
function scalarAt(view: DataView, at: number): bigint {
  const word = (k: number): bigint => view.getBigUint64(at + 8 * k, true);
  return word(0) | ((word(1) | ((word(2) | (word(3) << 64n)) << 64n)) << 64n);
}
