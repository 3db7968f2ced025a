/** The encodings "U" and "C" of points (see curve.ts), one point after the other. */
import type { CurveParameters, GroupName, Point } from "../../curve.js";
import { fromBigEndian, toLittleEndian } from "../../integers.js";
import { decodeLem, encodeLem, type Element } from "../lem.js";
import { isInfinity } from "../pairs.js";

/** What of a group the encodings need. */
interface EncodedGroup {
  readonly parameters: CurveParameters;
  readonly name: GroupName;
  /** A root of x³ + b, or null. */
  rootAt(x: Element): Element | null;
}

const INFINITY_FLAG = 0x40;
const GREATER_FLAG = 0x80;

export function toUncompressed(group: EncodedGroup, points: Uint8Array, infinityFlag: number): Uint8Array {
  return mapPoints(points, pointBytes(group), pointBytes(group), (point, out) => {
    if (isInfinity(point)) {
      out[0] = infinityFlag;
      return;
    }
    const { x, y } = coordinates(group, point);
    out.set(bigEndian(group, x));
    out.set(bigEndian(group, y), out.length / 2);
  });
}

/** @throws RangeError naming the first point with a coordinate that is not below q, or with stray flags */
export function fromUncompressed(group: EncodedGroup, bytes: Uint8Array): Uint8Array {
  return mapPoints(bytes, pointBytes(group), pointBytes(group), (encoded, out, index) => {
    if (isFlaggedInfinity(encoded) || isInfinity(encoded)) return;
    const x = element(group, encoded.subarray(0, out.length / 2), index);
    const y = element(group, encoded.subarray(out.length / 2), index);
    out.set(encodeLem(group.parameters, group.name, { x, y }));
  });
}

export function toCompressed(group: EncodedGroup, points: Uint8Array): Uint8Array {
  return mapPoints(points, pointBytes(group), pointBytes(group) / 2, (point, out) => {
    if (isInfinity(point)) {
      out[0] = INFINITY_FLAG;
      return;
    }
    const { x, y } = coordinates(group, point);
    out.set(bigEndian(group, x));
    if (isGreater(y, group.parameters.q)) out[0] = (out[0] as number) | GREATER_FLAG;
  });
}

/** @throws RangeError naming the first point with x not below q, with stray flags, or without a square root */
export function fromCompressed(group: EncodedGroup, bytes: Uint8Array): Uint8Array {
  const { q } = group.parameters;
  return mapPoints(bytes, pointBytes(group) / 2, pointBytes(group), (encoded, out, index) => {
    if (isFlaggedInfinity(encoded)) return;
    const unflagged = new Uint8Array(encoded);
    unflagged[0] = (encoded[0] as number) & ~GREATER_FLAG;
    const x = element(group, unflagged, index);
    const root = group.rootAt(x);
    if (root === null) throw new RangeError(`point ${index}: x³ + b is no square`);
    const greater = ((encoded[0] as number) & GREATER_FLAG) !== 0;
    const y = isGreater(root, q) === greater ? root : { c0: opposite(root.c0, q), c1: opposite(root.c1, q) };
    out.set(encodeLem(group.parameters, group.name, { x, y }));
  });
}

function pointBytes(group: EncodedGroup): number {
  return group.parameters[group.name].pointBytes;
}

/** Writes the conversion of each of the points to its place in the result. */
function mapPoints(
  input: Uint8Array,
  inBytes: number,
  outBytes: number,
  convert: (point: Uint8Array, out: Uint8Array, index: number) => void,
): Uint8Array {
  const count = input.length / inBytes;
  if (!Number.isInteger(count))
    throw new RangeError(`${input.length} bytes are no whole points of ${inBytes}`);
  const result = new Uint8Array(count * outBytes);
  for (let i = 0; i < count; i++) {
    const out = result.subarray(i * outBytes, (i + 1) * outBytes);
    convert(input.subarray(i * inBytes, (i + 1) * inBytes), out, i);
  }
  return result;
}

function isFlaggedInfinity(encoded: Uint8Array): boolean {
  return encoded[0] === INFINITY_FLAG && isInfinity(encoded.subarray(1));
}

/** Coordinates of a LEM point, on the curve or not. @throws RangeError where one is not below q */
function coordinates(group: EncodedGroup, point: Point): { x: Element; y: Element } {
  const affine = decodeLem(group.parameters, point);
  if (affine === "not canonical") throw new RangeError(`a point of ${group.name} that is ${affine}`);
  return affine;
}

/** c0, or c1‖c0 in G2, big-endian. */
function bigEndian(group: EncodedGroup, { c0, c1 }: Element): Uint8Array {
  const { n8q } = group.parameters;
  const value = group.name === "G1" ? c0 : (c1 << BigInt(8 * n8q)) | c0;
  return toLittleEndian(value, pointBytes(group) / 2).reverse();
}

/** The inverse of bigEndian. Flags that are left make a coordinate that is not below q on both curves. */
function element(group: EncodedGroup, bytes: Uint8Array, index: number): Element {
  const { q, n8q } = group.parameters;
  const low = fromBigEndian(bytes.subarray(bytes.length - n8q));
  const high = fromBigEndian(bytes.subarray(0, bytes.length - n8q));
  if (low >= q || high >= q)
    throw new RangeError(`point ${index}: a coordinate is not below q, or stray flags are set`);
  return { c0: low, c1: high };
}

/** Whether y is greater than −y: as integers in Fq; by c1, or by c0 where c1 = 0, in Fq2. */
function isGreater(y: Element, q: bigint): boolean {
  return 2n * (y.c1 === 0n ? y.c0 : y.c1) > q;
}

function opposite(value: bigint, q: bigint): bigint {
  return value === 0n ? 0n : q - value;
}
