/**
 * Vectors of points in the encodings that the Rust tools exchange: "U" (uncompressed) and "C" (compressed), see
 * formats.md A.2. They are converted to LEM as they are read.
 *
 * The conversion is total: bytes that encode no point become LEM bytes that are no point either, for the same
 * reason, so that the membership checks name them with their index and place as they do for any other format.
 */
import type { Curve, CurveName, CurveParameters, GroupName, Point } from "../algebra/curve.js";
import type { PointSource } from "../algebra/obligations/source.js";
import type { ByteSource } from "./source.js";

/** Set in the first byte of infinity. */
const INFINITY_FLAG = 0x40;
/** Set in the first byte of a compressed point whose y is the greater root. */
const GREATER_FLAG = 0x80;

export type PointEncoding = "uncompressed" | "compressed";

/** The part of an engine that readers of encoded points need. */
export type PointDecoder = Pick<Curve, "fromUncompressed" | "fromCompressed">;
/** Opens the decoder of a curve, once the reader knows which curve the file is of. */
export type OpenDecoder = (name: CurveName) => Promise<PointDecoder>;

/** Bytes of one encoded point. */
export function encodedBytes(curve: CurveParameters, group: GroupName, encoding: PointEncoding): number {
  const { pointBytes } = curve[group];
  return encoding === "uncompressed" ? pointBytes : pointBytes / 2;
}

/** Points of one encoding and curve. */
export class Decoding {
  constructor(
    private readonly decoder: PointDecoder,
    private readonly curve: CurveParameters,
    readonly encoding: PointEncoding,
  ) {}

  bytesPerPoint(group: GroupName): number {
    return encodedBytes(this.curve, group, this.encoding);
  }

  /** Encoded points → LEM, each that is no point → LEM bytes that are none. */
  decode(group: GroupName, bytes: Uint8Array): Uint8Array {
    try {
      return this.convert(group, bytes);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return this.decodeEach(group, bytes);
    }
  }

  private convert(group: GroupName, bytes: Uint8Array): Uint8Array {
    return this.encoding === "uncompressed"
      ? this.decoder.fromUncompressed(group, bytes)
      : this.decoder.fromCompressed(group, bytes);
  }

  /** One by one, when the decoder has refused some of them. */
  private decodeEach(group: GroupName, bytes: Uint8Array): Uint8Array {
    const stride = this.bytesPerPoint(group);
    const { pointBytes } = this.curve[group];
    const out = new Uint8Array((bytes.length / stride) * pointBytes);
    for (let at = 0, to = 0; at < bytes.length; at += stride, to += pointBytes) {
      out.set(this.decodeOne(group, bytes.slice(at, at + stride)), to);
    }
    return out;
  }

  private decodeOne(group: GroupName, bytes: Uint8Array): Point {
    try {
      return this.convert(group, bytes);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return this.noPoint(group, bytes);
    }
  }

  /** What stands for bytes that encode no point: x with y = 0 where only the root is missing, and all ones elsewhere. */
  private noPoint(group: GroupName, bytes: Uint8Array): Point {
    const { pointBytes } = this.curve[group];
    // Every coordinate is 2^(8·n8q) − 1, which is not below q.
    const notCanonical = new Uint8Array(pointBytes).fill(0xff);
    const head = bytes[0] as number;
    if (this.encoding === "uncompressed" || (head & INFINITY_FLAG) !== 0) return notCanonical;
    // x³ + b is no square, hence not 0 = y²: the point (x, 0) is not on the curve.
    const xAlone = new Uint8Array(pointBytes);
    xAlone.set(bytes);
    xAlone[0] = head & ~GREATER_FLAG;
    try {
      return this.decoder.fromUncompressed(group, xAlone);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return notCanonical;
    }
  }
}

/** A vector of encoded points inside a file, read as LEM. */
export class EncodedVector implements PointSource {
  constructor(
    private readonly source: ByteSource,
    readonly label: string,
    /** Absolute offset of the first point. */
    private readonly offset: number,
    readonly group: GroupName,
    readonly count: number,
    private readonly decoding: Decoding,
  ) {}

  get file(): string {
    return this.source.path;
  }

  /** Absolute offset of the byte after the last point. */
  get end(): number {
    return this.offset + this.count * this.decoding.bytesPerPoint(this.group);
  }

  /** Points [start, start + count) in LEM bytes. */
  async read(start: number, count: number): Promise<Uint8Array> {
    const stride = this.decoding.bytesPerPoint(this.group);
    const bytes = await this.source.read(this.offset + start * stride, count * stride);
    return this.decoding.decode(this.group, bytes);
  }

  bytesOf(index: number): { start: number; end: number } {
    const stride = this.decoding.bytesPerPoint(this.group);
    const start = this.offset + index * stride;
    return { start, end: start + stride };
  }
}
