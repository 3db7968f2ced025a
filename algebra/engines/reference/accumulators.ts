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
    private readonly end: number,
    private readonly first: number,
  ) {
    this.sums = Array.from({ length: end - first }, () => group.noble.ZERO);
  }

  add(point: Point, bytes: Uint8Array, offset: number, count: number): void {
    const { r, n8r } = this.group.parameters;
    const base = this.group.point(point);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let k = 0; k < count; k++) {
      const at = offset + k * (4 + n8r);
      const slot = view.getUint32(at, true);
      if (slot >= this.end) throw new RangeError(`term ${k}: there is no slot ${slot}`);
      const coefficient = fromLittleEndian(bytes.subarray(at + 4, at + 4 + n8r));
      if (coefficient >= r) throw new RangeError(`term ${k}: coefficient not below r`);
      const sum = this.sums[slot - this.first];
      if (sum !== undefined)
        this.sums[slot - this.first] = sum.add(this.group.multiplyAny(base, coefficient));
    }
  }

  read(from: number, count: number): Uint8Array {
    return new Uint8Array(
      Buffer.concat(
        this.sums.slice(from - this.first, from - this.first + count).map((sum) => this.group.encode(sum)),
      ),
    );
  }
}
