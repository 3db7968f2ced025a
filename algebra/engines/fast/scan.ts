/** The test of every point of a chunk before it is used: canonical coordinates and the curve equation. */
import type { GroupName } from "../../curve.js";
import type { PointFault } from "../../sums.js";
import { toLittleEndian } from "../../integers.js";
import { groupPrefix, type Instance } from "./instance.js";

export interface Scan {
  readonly fault: PointFault | null;
  readonly infinities: number;
  readonly firstInfinity: number | null;
}

/** Looks at `count` affine points at an address, up to the first that is no point of the curve. */
export function scanPoints(instance: Instance, group: GroupName, address: number, count: number): Scan {
  const { parameters } = instance;
  const inCurve = instance.routine(`${groupPrefix(group)}_inCurveAffine`);
  const { pointBytes } = parameters[group];
  const words = instance.words();
  const modulus = new Uint32Array(toLittleEndian(parameters.q, parameters.n8q).buffer);
  const coordinates = pointBytes / parameters.n8q;

  let infinities = 0;
  let firstInfinity: number | null = null;
  for (let index = 0; index < count; index++) {
    const at = address + index * pointBytes;
    for (let k = 0; k < coordinates; k++) {
      if (!isBelow(words, at / 4 + k * modulus.length, modulus)) {
        return { fault: { index, reason: "not canonical" }, infinities, firstInfinity };
      }
    }
    if (isZero(words, at / 4, pointBytes / 4)) {
      infinities++;
      firstInfinity ??= index;
    } else if (inCurve(at) === 0) {
      return { fault: { index, reason: "not on curve" }, infinities, firstInfinity };
    }
  }
  return { fault: null, infinities, firstInfinity };
}

/** Whether the little-endian integer at `words[start…]` is below the modulus. */
export function isBelow(words: Uint32Array, start: number, modulus: Uint32Array): boolean {
  for (let i = modulus.length - 1; i >= 0; i--) {
    const difference = (words[start + i] as number) - (modulus[i] as number);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

function isZero(words: Uint32Array, start: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (words[start + i] !== 0) return false;
  return true;
}
