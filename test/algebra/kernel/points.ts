/** Points of BN254 by @noble/curves, as LEM bytes, and jobs over them whose answers are known. */
import { bn254 } from "@noble/curves/bn254.js";
import fc from "fast-check";
import type { GroupName, Point } from "../../../algebra/curve.js";
import type { Column, SumJob } from "../../../algebra/sums.js";

export const q = bn254.fields.Fp.ORDER;
export const r = bn254.fields.Fr.ORDER;
export const GROUPS = ["G1", "G2"] as const;
const POINT_BYTES: Record<GroupName, number> = { G1: 64, G2: 128 };

export function littleEndian(value: bigint, bytes: number): Uint8Array {
  return Uint8Array.from({ length: bytes }, (_, i) => Number((value >> BigInt(8 * i)) & 255n));
}

export function integer(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

export function join(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

/** A coordinate in LEM: x·2^256 mod q. */
export function lemCoordinate(value: bigint): Uint8Array {
  return littleEndian(((((value % q) + q) % q) << 256n) % q, 32);
}

/** What both groups' points of @noble/curves have, for what is done with them here. */
export interface GroupPoint {
  add(other: GroupPoint): GroupPoint;
  negate(): GroupPoint;
  double(): GroupPoint;
  is0(): boolean;
  toLem(): Point;
}

/** Wraps a point of either group. */
function wrap<P extends { add(o: P): P; negate(): P; double(): P; is0(): boolean }>(
  point: P,
  coordinates: (point: P) => bigint[],
  bytes: number,
): GroupPoint & { readonly inner: P } {
  const again = (p: P): GroupPoint => wrap(p, coordinates, bytes);
  return {
    inner: point,
    add: (other) => again(point.add((other as GroupPoint & { readonly inner: P }).inner)),
    negate: () => again(point.negate()),
    double: () => again(point.double()),
    is0: () => point.is0(),
    toLem: () => (point.is0() ? new Uint8Array(bytes) : join(coordinates(point).map(lemCoordinate))),
  };
}

const { G1, G2 } = { G1: bn254.G1.Point, G2: bn254.G2.Point };

/** k times the generator. */
export function multiple(group: GroupName, k: bigint): GroupPoint {
  const scalar = ((k % r) + r) % r;
  if (scalar === 0n) return infinity(group);
  return group === "G1" ? wrapG1(G1.BASE.multiply(scalar)) : wrapG2(G2.BASE.multiply(scalar));
}

export function infinity(group: GroupName): GroupPoint {
  return group === "G1" ? wrapG1(G1.ZERO) : wrapG2(G2.ZERO);
}

function wrapG1(point: InstanceType<typeof G1>): GroupPoint {
  const coordinates = (p: typeof point): bigint[] => {
    const { x, y } = p.toAffine();
    return [x, y];
  };
  return wrap(point, coordinates, POINT_BYTES.G1);
}

function wrapG2(point: InstanceType<typeof G2>): GroupPoint {
  const coordinates = (p: typeof point): bigint[] => {
    const { x, y } = p.toAffine();
    return [x.c0, x.c1, y.c0, y.c1];
  };
  return wrap(point, coordinates, POINT_BYTES.G2);
}

/** Points on the twist outside the subgroup, found by x = k + u. */
export function outsiders(count: number): GroupPoint[] {
  const { Fp2 } = bn254.fields;
  const b = Fp2.div(Fp2.fromBigTuple([3n, 0n]), Fp2.fromBigTuple([9n, 1n]));
  const found: GroupPoint[] = [];
  for (let k = 1n; found.length < count; k++) {
    const x = Fp2.fromBigTuple([k, 1n]);
    const square = Fp2.add(Fp2.mul(Fp2.sqr(x), x), b);
    try {
      found.push(wrapG2(G2.fromAffine({ x, y: Fp2.sqrt(square) })));
    } catch {
      continue; // no square
    }
  }
  return found;
}

/** scalar·point by double-and-add, never reduced. */
export function times(group: GroupName, point: GroupPoint, scalar: bigint): GroupPoint {
  let sum = infinity(group);
  for (const bit of scalar.toString(2)) {
    sum = sum.double();
    if (bit === "1") sum = sum.add(point);
  }
  return sum;
}

/** Little-endian scalars of a column. */
export function column(values: readonly bigint[], scalarBytes: number, windowBits?: number): Column {
  const bytes = join(values.map((value) => littleEndian(value, scalarBytes)));
  return { scalars: bytes, scalarBytes, ...(windowBits === undefined ? {} : { windowBits }) };
}

export function job(group: GroupName, points: readonly Point[], columns: readonly Column[]): SumJob {
  return { curve: "bn254", group, points: join(points), columns };
}

/** Scalars of a number of bytes: hostile ones often. */
export function scalars(bytes: number): fc.Arbitrary<bigint> {
  const limit = 1n << BigInt(8 * bytes);
  const ends = [0n, 1n, 2n, 4095n, 4096n, 4097n, 8192n, limit / 2n, limit - 1n];
  const order = bytes === 32 ? [r - 1n, r, r + 1n] : [];
  return fc.oneof(fc.constantFrom(...ends, ...order), fc.bigInt({ min: 0n, max: limit - 1n }));
}

export function hex(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString("hex");
}
