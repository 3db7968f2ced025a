/** The fast engine: single points here, bulk sums and Miller loops where its crew runs them. */
import type { Accumulators } from "../../accumulators.js";
import type {
  Curve,
  CurveParameters,
  GroupName,
  MembershipFault,
  Point,
  ScalarField,
  TwistDraws,
} from "../../curve.js";
import type { Kernel } from "../../kernel/index.js";
import type { Summation, SumShape } from "../../sums.js";
import { checked } from "../jobs.js";
import { subtractPoints } from "../differences.js";
import { mergePairs, type Pair } from "../pairs.js";
import { FastAccumulators } from "./accumulators.js";
import type { Crew } from "./crew.js";
import * as encodings from "./encodings.js";
import { Group } from "./group.js";
import { Instance } from "./instance.js";
import { KernelAccumulators } from "./kernelAccumulators.js";
import { exponentiatesToOne } from "./pairing.js";
import type { CurveProgram } from "./program.js";
import { FastScalarField } from "./scalarField.js";

/** Pairs per Miller task: enough to share inversions, few enough for workers to finish together. */
const PAIRS_PER_TASK = 256;

export class FastCurve implements Curve {
  readonly parameters: CurveParameters;
  readonly scalars: ScalarField;
  readonly twist: TwistDraws | null;
  private readonly instance: Instance;
  private readonly groups: Readonly<Record<GroupName, Group>>;

  /**
   * @param engine what computes, as the report shows it
   * @param crew who does the bulk work; ended by `close`
   * @param kernel for what the calling thread does itself
   */
  constructor(
    program: CurveProgram,
    readonly engine: string,
    private readonly crew: Crew,
    private readonly kernel: Kernel | null,
  ) {
    this.instance = new Instance(program);
    this.parameters = this.instance.parameters;
    this.groups = { G1: new Group(this.instance, "G1"), G2: new Group(this.instance, "G2") };
    this.scalars = new FastScalarField(this.instance, kernel?.bulk ?? null);
    this.twist =
      kernel === null
        ? null
        : { squareRoots: kernel.bulk.squareRoots, clearCofactors: kernel.clearCofactors };
  }

  generator(group: GroupName): Point {
    return this.groups[group].generator.slice();
  }

  infinity(group: GroupName): Point {
    return new Uint8Array(this.parameters[group].pointBytes);
  }

  add(group: GroupName, a: Point, b: Point): Point {
    return this.groups[group].add(a, b);
  }

  negate(group: GroupName, a: Point): Point {
    return this.groups[group].negate(a);
  }

  subtractEach(group: GroupName, a: Uint8Array, b: Uint8Array): Uint8Array {
    return (group === "G1" ? this.subtractInKernel(a, b) : null) ?? subtractPoints(this, group, a, b);
  }

  /** Null without a kernel, and where it refuses a point. */
  private subtractInKernel(a: Uint8Array, b: Uint8Array): Uint8Array | null {
    try {
      return this.kernel?.subtractEach(a, b) ?? null;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return null;
    }
  }

  multiply(group: GroupName, point: Point, scalar: bigint): Point {
    return this.groups[group].multiply(point, scalar);
  }

  membershipFault(group: GroupName, point: Point): MembershipFault | null {
    return this.groups[group].membershipFault(point);
  }

  summation(shape: SumShape): Summation {
    return checked(shape, this.parameters, (given) =>
      this.crew.summation(given, (group, a, b) => this.add(group, a, b)),
    );
  }

  accumulators(group: GroupName, end: number, first = 0): Accumulators {
    const open = (): Accumulators => new FastAccumulators(this.instance.program, group, end, first);
    if (group === "G2" || this.kernel === null) return open();
    const add = (a: Point, b: Point): Point => this.add("G1", a, b);
    return new KernelAccumulators(this.kernel.slots(first, end), open, add, this.parameters.G1.pointBytes);
  }

  async pairingProductIsOne(pairs: readonly Pair[]): Promise<boolean> {
    const merged = mergePairs(pairs, (a, b) => this.add("G1", a, b));
    const tasks: Promise<Uint8Array>[] = [];
    for (let from = 0; from < merged.length; from += PAIRS_PER_TASK) {
      const part = merged.slice(from, from + PAIRS_PER_TASK);
      tasks.push(this.crew.millerProduct(concat(part.map(([g1]) => g1)), concat(part.map(([, g2]) => g2))));
    }
    return exponentiatesToOne(this.instance, await Promise.all(tasks));
  }

  toUncompressed(
    group: GroupName,
    points: Uint8Array,
    infinityFlag: 0x00 | 0x40 = 0x00,
    into: Uint8Array = new Uint8Array(points.length),
  ): Uint8Array {
    return encodings.toUncompressed(this.instance, group, points, infinityFlag, into);
  }

  fromUncompressed(group: GroupName, bytes: Uint8Array): Uint8Array {
    return encodings.fromUncompressed(this.instance, group, bytes);
  }

  toCompressed(group: GroupName, points: Uint8Array): Uint8Array {
    return encodings.toCompressed(this.instance, group, points);
  }

  fromCompressed(group: GroupName, bytes: Uint8Array): Uint8Array {
    return encodings.fromCompressed(this.instance, group, bytes);
  }

  close(): Promise<void> {
    return this.crew.close();
  }
}

function concat(points: readonly Point[]): Uint8Array {
  return new Uint8Array(Buffer.concat(points));
}
