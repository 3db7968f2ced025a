/** Points as LEM bytes and as plain integers: coordinates little-endian in Montgomery form, c0 before c1. */
import type { CurveParameters, GroupName, Point } from "../curve.js";
import { fromLittleEndian, toLittleEndian } from "../integers.js";
import { montgomeryOf } from "./montgomery.js";

/** c0 + c1·u of Fq2, or c0 of Fq with c1 = 0. */
export interface Element {
  readonly c0: bigint;
  readonly c1: bigint;
}

/** A point that is not infinity. */
export interface AffinePoint {
  readonly x: Element;
  readonly y: Element;
}

/** LEM bytes of a point with coordinates in [0, q). */
export function encodeLem(parameters: CurveParameters, group: GroupName, { x, y }: AffinePoint): Point {
  const { q, n8q } = parameters;
  const montgomery = montgomeryOf(q, n8q);
  const coordinates = group === "G1" ? [x.c0, y.c0] : [x.c0, x.c1, y.c0, y.c1];
  const bytes = new Uint8Array(coordinates.length * n8q);
  for (const [k, value] of coordinates.entries()) {
    bytes.set(toLittleEndian(montgomery.toResidue(value), n8q), k * n8q);
  }
  return bytes;
}

/** Coordinates of LEM bytes that are not infinity, or "not canonical" where one of them is not below q. */
export function decodeLem(parameters: CurveParameters, point: Point): AffinePoint | "not canonical" {
  const { q, n8q } = parameters;
  const montgomery = montgomeryOf(q, n8q);
  const values: bigint[] = [];
  for (let at = 0; at < point.length; at += n8q) {
    const residue = fromLittleEndian(point.subarray(at, at + n8q));
    if (residue >= q) return "not canonical";
    values.push(montgomery.fromResidue(residue));
  }
  const half = values.length / 2;
  const element = (k: number): Element => ({
    c0: values[k] as bigint,
    c1: half === 2 ? (values[k + 1] as bigint) : 0n,
  });
  return { x: element(0), y: element(half) };
}
