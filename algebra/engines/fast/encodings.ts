/**
 * The encodings "U" (uncompressed) and "C" (compressed) of points, to and from LEM (see formats in curve.ts).
 *
 * The program's own readers take any byte with the bit 0x40 for infinity, reduce coordinates that are not below q
 * and never return from a square root that does not exist, so every input is tested before it gets there.
 */
import type { CurveParameters, GroupName } from "../../curve.js";
import { toLittleEndian } from "../../integers.js";
import { groupPrefix, type Instance } from "./instance.js";
import { rootTest } from "./roots.js";

/** First byte of infinity, the rest being zero. */
const INFINITY_FLAG = 0x40;
/** Set in the first byte of a compressed point whose y is the greater root. */
const GREATER_FLAG = 0x80;
/** Points converted by one call; bounds the memory that an instance keeps. */
const BATCH_POINTS = 1 << 12;

export function toUncompressed(
  instance: Instance,
  group: GroupName,
  points: Uint8Array,
  infinityFlag: 0x00 | 0x40,
  into: Uint8Array,
): Uint8Array {
  const { pointBytes } = instance.parameters[group];
  const out = into.subarray(0, points.length);
  convert(instance, `${groupPrefix(group)}_batchLEMtoU`, points, pointBytes, out, pointBytes);
  if (infinityFlag !== 0) {
    for (let at = 0; at < out.length; at += pointBytes)
      if (isZero(out, at, pointBytes)) out[at] = infinityFlag;
  }
  return out;
}

/** @throws RangeError naming the first point with a coordinate that is not below q, or with stray flags */
export function fromUncompressed(instance: Instance, group: GroupName, bytes: Uint8Array): Uint8Array {
  const { parameters } = instance;
  const { pointBytes } = parameters[group];
  const modulus = bigEndianModulus(parameters);
  for (let at = 0; at + pointBytes <= bytes.length; at += pointBytes) {
    if (isFlaggedInfinity(bytes, at, pointBytes)) continue;
    for (let k = 0; k < pointBytes; k += parameters.n8q) {
      if (!isBelow(bytes, at + k, 0xff, modulus)) throw notCanonical(at / pointBytes);
    }
  }
  const out = new Uint8Array(bytes.length);
  convert(instance, `${groupPrefix(group)}_batchUtoLEM`, bytes, pointBytes, out, pointBytes);
  return out;
}

export function toCompressed(instance: Instance, group: GroupName, points: Uint8Array): Uint8Array {
  const { pointBytes } = instance.parameters[group];
  const out = new Uint8Array(points.length / 2);
  convert(instance, `${groupPrefix(group)}_batchLEMtoC`, points, pointBytes, out, pointBytes / 2);
  return out;
}

/** @throws RangeError naming the first point with x not below q, with stray flags, or without a square root */
export function fromCompressed(instance: Instance, group: GroupName, bytes: Uint8Array): Uint8Array {
  const { parameters } = instance;
  const { pointBytes } = parameters[group];
  const compressedBytes = pointBytes / 2;
  const modulus = bigEndianModulus(parameters);
  const hasRoot = rootTest(instance, group);
  for (let at = 0; at + compressedBytes <= bytes.length; at += compressedBytes) {
    if (isFlaggedInfinity(bytes, at, compressedBytes)) continue;
    for (let k = 0; k < compressedBytes; k += parameters.n8q) {
      const mask = k === 0 ? 0xff ^ GREATER_FLAG : 0xff;
      if (!isBelow(bytes, at + k, mask, modulus)) throw notCanonical(at / compressedBytes);
    }
    if (!hasRoot(compressedX(bytes, at, compressedBytes)))
      throw new RangeError(`point ${at / compressedBytes}: x³ + b is no square`);
  }
  const out = new Uint8Array(2 * bytes.length);
  convert(instance, `${groupPrefix(group)}_batchCtoLEM`, bytes, compressedBytes, out, pointBytes);
  return out;
}

/** x of a compressed point as a plain little-endian element of the group's field, c0‖c1 for G2. */
function compressedX(bytes: Uint8Array, at: number, length: number): Uint8Array {
  const x = new Uint8Array(bytes.subarray(at, at + length));
  x[0] = (x[0] as number) & ~GREATER_FLAG;
  return x.reverse();
}

/** Applies one of the program's batch conversions: `outBytes` for each `inBytes` of the input. */
function convert(
  instance: Instance,
  routine: string,
  input: Uint8Array,
  inBytes: number,
  out: Uint8Array,
  outBytes: number,
): void {
  const count = input.length / inBytes;
  if (!Number.isInteger(count))
    throw new RangeError(`${input.length} bytes are no whole points of ${inBytes}`);
  const batch = instance.routine(routine);
  for (let from = 0; from < count; from += BATCH_POINTS) {
    const n = Math.min(BATCH_POINTS, count - from);
    instance.scoped(() => {
      const source = instance.put(input.subarray(from * inBytes, (from + n) * inBytes));
      const target = instance.allocate(n * outBytes);
      batch(source, n, target);
      out.set(instance.bytes().subarray(target, target + n * outBytes), from * outBytes);
    });
  }
}

/** Whether the point at an offset carries the infinity flag. @throws RangeError when more than the flag is set */
function isFlaggedInfinity(bytes: Uint8Array, at: number, length: number): boolean {
  if (((bytes[at] as number) & INFINITY_FLAG) === 0) return false;
  if (bytes[at] === INFINITY_FLAG && isZero(bytes, at + 1, length - 1)) return true;
  throw notCanonical(at / length);
}

/** Whether the big-endian integer at an offset, its first byte masked, is below the modulus. */
function isBelow(bytes: Uint8Array, at: number, mask: number, modulus: Uint8Array): boolean {
  for (let i = 0; i < modulus.length; i++) {
    const difference = ((bytes[at + i] as number) & (i === 0 ? mask : 0xff)) - (modulus[i] as number);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

function isZero(bytes: Uint8Array, at: number, length: number): boolean {
  for (let i = at; i < at + length; i++) if (bytes[i] !== 0) return false;
  return true;
}

function bigEndianModulus(parameters: CurveParameters): Uint8Array {
  return toLittleEndian(parameters.q, parameters.n8q).reverse();
}

function notCanonical(index: number): RangeError {
  return new RangeError(`point ${index}: a coordinate is not below q, or stray flags are set`);
}
