/** Accumulators of the reference engine: one projective point per slot. */
import type { WeierstrassPoint } from "@noble/curves/abstract/weierstrass.js";
import type { Accumulators } from "../../accumulators.js";
import type { Point } from "../../curve.js";
import { fromLittleEndian } from "../../integers.js";
import type { ReferenceGroup } from "./group.js";

export class ReferenceAccumulators<F> implements Accumulators {
  private readonly sums: WeierstrassPoint<F>[];

  constructor(
    private readonly group: ReferenceGroup<F>,
    slots: number,
  ) {
    this.sums = Array.from({ length: slots }, () => group.noble.ZERO);
  }

  add(point: Point, bytes: Uint8Array, offset: number, count: number): void {
    const { r, n8r } = this.group.parameters;
    const base = this.group.point(point);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let k = 0; k < count; k++) {
      const at = offset + k * (4 + n8r);
      const slot = view.getUint32(at, true);
      const sum = this.sums[slot];
      if (sum === undefined) throw new RangeError(`term ${k}: there is no slot ${slot}`);
      const coefficient = fromLittleEndian(bytes.subarray(at + 4, at + 4 + n8r));
      if (coefficient >= r) throw new RangeError(`term ${k}: coefficient not below r`);
      this.sums[slot] = sum.add(this.group.multiplyAny(base, coefficient));
    }
  }

  read(from: number, count: number): Uint8Array {
    return new Uint8Array(
      Buffer.concat(this.sums.slice(from, from + count).map((sum) => this.group.encode(sum))),
    );
  }
}
