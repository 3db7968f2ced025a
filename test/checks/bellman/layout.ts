/** Where things lie in .params of BN254, read independently of the reader under test. */
import type { CurveName } from "../../../algebra/curve.js";
import { sharedCurve } from "../assay.js";

/** Offsets of the six single points. */
export const HEADER_AT = { alpha1: 0, beta1: 64, beta2: 128, gamma2: 256, delta1: 384, delta2: 448 } as const;

export interface VectorAt {
  readonly offset: number;
  readonly count: number;
}

export type ParamsAt = Readonly<Record<"ic" | "h" | "l" | "a" | "b1" | "b2", VectorAt>> & {
  /** Circuit hash, then the number of contributions. */
  readonly tail: number;
};

export function paramsVectors(bytes: Buffer): ParamsAt {
  let position = 576;
  const vector = (pointBytes: number): VectorAt => {
    const count = bytes.readUInt32BE(position);
    const offset = position + 4;
    position = offset + count * pointBytes;
    return { offset, count };
  };
  const [ic, h, l, a, b1, b2] = [vector(64), vector(64), vector(64), vector(64), vector(64), vector(128)];
  return { ic, h, l, a, b1, b2, tail: position };
}

/** Offsets inside a contribution, counted from 0. */
export function contributionAt(at: ParamsAt, index: number) {
  const deltaAfter = at.tail + 68 + 384 * index;
  return {
    deltaAfter,
    g1s: deltaAfter + 64,
    g1sx: deltaAfter + 128,
    g2spx: deltaAfter + 192,
    transcript: deltaAfter + 320,
  };
}

/** An uncompressed point of the twist with a component of small order: almost every point of it has one. */
export async function pointOutsideSubgroup(name: CurveName): Promise<Uint8Array> {
  const curve = await sharedCurve(name);
  for (let x = 1; ; x++) {
    const compressed = new Uint8Array(curve.parameters.G2.pointBytes / 2);
    compressed[compressed.length - 1] = x;
    try {
      const point = curve.fromCompressed("G2", compressed);
      if (curve.membershipFault("G2", point) === "not in subgroup") return curve.toUncompressed("G2", point);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
}

/** Offsets of the vectors of a challenge or response of BN254, and of what follows them. */
export function exchangeAt(kind: "challenge" | "response", power: number) {
  const n = 2 ** power;
  const [g1, g2] = kind === "challenge" ? [64, 128] : [32, 64];
  const tauG1 = 64;
  const tauG2 = tauG1 + (2 * n - 1) * g1;
  const alphaTauG1 = tauG2 + n * g2;
  const betaTauG1 = alphaTauG1 + n * g1;
  const betaG2 = betaTauG1 + n * g1;
  return { tauG1, tauG2, alphaTauG1, betaTauG1, betaG2, publicKey: betaG2 + g2 };
}

/** A compressed point of G1 whose x³ + b is no square. */
export async function pointWithoutRoot(name: CurveName): Promise<Uint8Array> {
  const curve = await sharedCurve(name);
  for (let x = 1; ; x++) {
    const compressed = new Uint8Array(curve.parameters.G1.pointBytes / 2);
    compressed[compressed.length - 1] = x;
    try {
      curve.fromCompressed("G1", compressed);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return compressed;
    }
  }
}
