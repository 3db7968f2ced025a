/**
 * The files that a coordinator and a contributor of phase 1 exchange. They have no header: their size tells what
 * they are, of which curve and of which power p, with n = 2^p. (formats.md A.5)
 *
 *     challenge = hash 64 ‖ U(points)                    hash: of the response it was made from
 *     response  = hash 64 ‖ C(points) ‖ U(public key)    hash: of the challenge it answers
 *     points    = tauG1 2n−1 ‖ tauG2 n ‖ alphaTauG1 n ‖ betaTauG1 n ‖ betaG2 1
 */
import type { CurveName, CurveParameters, GroupName } from "../../algebra/curve.js";
import type { PointSource } from "../../algebra/obligations/source.js";
import { parametersOf } from "../../algebra/parameters.js";
import type { Accumulator } from "../accumulator.js";
import {
  Decoding,
  encodedBytes,
  EncodedVector,
  type OpenDecoder,
  type PointDecoder,
  type PointEncoding,
} from "../encodedPoints.js";
import { MalformedError } from "../malformed.js";
import type { ByteSource, Envelope } from "../source.js";

type ExchangeKind = "challenge" | "response";

/** What a file's size says of it. */
export interface Phase1Format {
  readonly kind: ExchangeKind;
  readonly curve: CurveParameters;
  readonly power: number;
}

const HASH_BYTES = 64;
const ENCODINGS: Readonly<Record<ExchangeKind, PointEncoding>> = {
  challenge: "uncompressed",
  response: "compressed",
};

/** The vectors in the order of the file, with their numbers of points. */
const VECTORS: readonly (readonly [keyof Accumulator, GroupName, (n: number) => number])[] = [
  ["tauG1", "G1", (n) => 2 * n - 1],
  ["tauG2", "G2", (n) => n],
  ["alphaTauG1", "G1", (n) => n],
  ["betaTauG1", "G1", (n) => n],
  ["betaG2", "G2", () => 1],
];

const CURVES: readonly CurveName[] = ["bn254", "bls12-381"];
const KINDS: readonly ExchangeKind[] = ["challenge", "response"];

/** Bytes of the public key at a response's end: s and k·s in G1, k·sp in G2, for each of three secrets. */
export function publicKeyBytes(curve: CurveParameters): number {
  return 6 * encodedBytes(curve, "G1", "uncompressed") + 3 * encodedBytes(curve, "G2", "uncompressed");
}

/** Bytes of a whole file. */
export function exchangeBytes({ kind, curve, power }: Phase1Format): number {
  const points = VECTORS.reduce(
    (sum, [, group, count]) => sum + count(2 ** power) * encodedBytes(curve, group, ENCODINGS[kind]),
    0,
  );
  return HASH_BYTES + points + (kind === "response" ? publicKeyBytes(curve) : 0);
}

const FORMATS: readonly Phase1Format[] = CURVES.map(parametersOf).flatMap((curve) =>
  KINDS.flatMap((kind) =>
    Array.from({ length: curve.twoAdicity }, (_, i) => ({ kind, curve, power: i + 1 })),
  ),
);

/** The format with exactly this size: no two have the same. null where there is none. */
export function phase1FormatOf(size: number): Phase1Format | null {
  return FORMATS.find((format) => exchangeBytes(format) === size) ?? null;
}

/** The part that challenges and responses share. */
export interface Exchanged extends Phase1Format {
  readonly container: Envelope;
  /** The first 64 bytes: the hash of the file that this one was made from. */
  readonly origin: Uint8Array;
  readonly powers: Accumulator;
}

/**
 * Everything but the public key.
 * @throws MalformedError where the size is not that of a file of this kind
 */
export async function readExchanged(
  source: ByteSource,
  kind: ExchangeKind,
  open: OpenDecoder,
): Promise<{ readonly exchanged: Exchanged; readonly decoder: PointDecoder }> {
  const format = phase1FormatOf(source.size);
  if (format?.kind !== kind) throw wrongSize(source, kind, format);
  const decoder = await open(format.curve.name);
  const decoding = new Decoding(decoder, format.curve, ENCODINGS[kind]);
  const powers: Partial<Record<keyof Accumulator, PointSource>> = {};
  let offset = HASH_BYTES;
  for (const [name, group, count] of VECTORS) {
    const vector = new EncodedVector(source, name, offset, group, count(2 ** format.power), decoding);
    powers[name] = vector;
    offset = vector.end;
  }
  const container = { source, anomalies: [] };
  const origin = await source.read(0, HASH_BYTES);
  return { exchanged: { ...format, container, origin, powers: powers as Accumulator }, decoder };
}

/** Says what the size would be the size of, or which right sizes are around it. */
function wrongSize(source: ByteSource, kind: ExchangeKind, format: Phase1Format | null): MalformedError {
  const { path, size } = source;
  const name = (one: Phase1Format): string => `a ${one.kind} of 2^${one.power} on ${one.curve.name}`;
  const malformed = (offset: number, problem: string): MalformedError =>
    new MalformedError({ file: path, section: "file", offset, problem });
  if (format !== null)
    return malformed(size, `${size} bytes are the size of ${name(format)}, not of a ${kind}`);
  const near = FORMATS.filter((one) => one.kind === kind).toSorted(
    (a, b) => Math.abs(exchangeBytes(a) - size) - Math.abs(exchangeBytes(b) - size),
  )[0] as Phase1Format;
  const expected = exchangeBytes(near);
  return malformed(
    Math.min(size, expected),
    `${size} bytes are the size of no ${kind}; the nearest, ${name(near)}, has ${expected}`,
  );
}
