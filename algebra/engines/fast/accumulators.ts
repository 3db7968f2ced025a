/** Accumulators in the program's memory: Jacobian sums, with a short way for small coefficients and their negatives. */
import type { Accumulators } from "../../accumulators.js";
import type { GroupName, Point } from "../../curve.js";
import { toLittleEndian } from "../../integers.js";
import { groupPrefix, Instance, type Routine } from "./instance.js";
import type { CurveProgram } from "./program.js";

export class FastAccumulators implements Accumulators {
  private readonly instance: Instance;
  private readonly pointBytes: number;
  private readonly sumBytes: number;
  private readonly sums: number;
  private readonly point: number;
  private readonly negative: number;
  private readonly product: number;
  private readonly addMixed: Routine;
  private readonly addSums: Routine;
  private readonly negate: Routine;
  private readonly times: Routine;
  private readonly toAffine: Routine;

  constructor(
    program: CurveProgram,
    group: GroupName,
    private readonly end: number,
    private readonly first: number,
  ) {
    this.instance = new Instance(program);
    const prefix = groupPrefix(group);
    const slots = end - first;
    this.pointBytes = this.instance.parameters[group].pointBytes;
    this.sumBytes = (this.pointBytes / 2) * 3;
    this.point = this.instance.allocate(this.pointBytes);
    this.negative = this.instance.allocate(this.pointBytes);
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
      if (slot >= this.end) throw new RangeError(`term ${k}: there is no slot ${slot}`);
      const coefficient = scalarAt(view, at + 4);
      if (coefficient >= r) throw new RangeError(`term ${k}: coefficient not below r`);
      if (slot < this.first) continue;
      // The shorter of c·P and (r − c)·(−P): most coefficients are ±1 or ±2^k.
      const isNegative = coefficient > r / 2n;
      this.addTo(slot, isNegative ? this.negative : this.point, isNegative ? r - coefficient : coefficient);
    }
  }

  read(from: number, count: number): Uint8Array {
    return this.instance.scoped(() => {
      const out = this.instance.allocate(count * this.pointBytes);
      this.instance.reserve(count * this.pointBytes);
      this.toAffine(this.sumAt(from), count, out);
      return this.instance.read(out, count * this.pointBytes);
    });
  }

  private sumAt(slot: number): number {
    return this.sums + (slot - this.first) * this.sumBytes;
  }

  private addTo(slot: number, point: number, coefficient: bigint): void {
    const sum = this.sumAt(slot);
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
