/** Vectors of points as they lie in a file: named, bounded, read in slices. */
import type { CurveParameters, GroupName, GroupParameters, Point } from "../algebra/curve.js";
import type { PointSource } from "../algebra/obligations/source.js";
import { MalformedError } from "./malformed.js";
import type { ByteSource, Stretch } from "./source.js";

/** A vector of LEM points inside a file. */
export class PointVector implements PointSource {
  readonly group: GroupName;
  readonly count: number;

  private constructor(
    readonly source: ByteSource,
    /** "section 9 (H)", with the level or vector inside it where there are several. */
    readonly label: string,
    readonly offset: number,
    private readonly parameters: GroupParameters,
    count: number,
  ) {
    this.group = parameters.name;
    this.count = count;
  }

  get file(): string {
    return this.source.path;
  }

  /**
   * The vector that fills a stretch of bytes exactly.
   * @throws MalformedError when `length` is not `count` points
   */
  static filling(
    source: ByteSource,
    stretch: Stretch,
    curve: CurveParameters,
    group: GroupName,
    count: number,
  ): PointVector {
    const parameters = curve[group];
    const expected = count * parameters.pointBytes;
    if (stretch.length !== expected) {
      throw new MalformedError({
        file: source.path,
        section: stretch.label,
        offset: stretch.offset,
        problem: `${stretch.length} bytes where ${count} points of ${group} take ${expected}`,
      });
    }
    return new PointVector(source, stretch.label, stretch.offset, parameters, count);
  }

  /** Points [start, start + count) in LEM bytes. */
  read(start: number, count: number, into?: Uint8Array): Promise<Uint8Array> {
    const { pointBytes } = this.parameters;
    return this.source.read(this.offset + start * pointBytes, count * pointBytes, into);
  }

  /** Absolute byte range of one point. */
  bytesOf(index: number): { start: number; end: number } {
    const { pointBytes } = this.parameters;
    const start = this.offset + index * pointBytes;
    return { start, end: start + pointBytes };
  }

  /** The part [start, start + count) as a vector of its own, for levels of a Lagrange section and prefixes. */
  slice(start: number, count: number, label = this.label): PointVector {
    if (start < 0 || count < 0 || start + count > this.count) {
      throw new RangeError(`${this.label} has ${this.count} points, not ${start + count}`);
    }
    return new PointVector(
      this.source,
      label,
      this.offset + start * this.parameters.pointBytes,
      this.parameters,
      count,
    );
  }
}

/** Points gathered from the records of one file, to be tested and summed like a section. */
export class GatheredPoints implements PointSource {
  readonly count: number;

  constructor(
    readonly file: string,
    readonly label: string,
    readonly group: GroupName,
    private readonly points: readonly { readonly point: Point; readonly offset: number }[],
  ) {
    this.count = points.length;
  }

  read(start: number, count: number): Promise<Uint8Array> {
    return Promise.resolve(
      new Uint8Array(Buffer.concat(this.points.slice(start, start + count).map((p) => p.point))),
    );
  }

  bytesOf(index: number): { start: number; end: number } {
    const at = this.points[index];
    if (at === undefined) throw new RangeError(`${this.label} has ${this.count} points, not ${index + 1}`);
    return { start: at.offset, end: at.offset + at.point.length };
  }
}
