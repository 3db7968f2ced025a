/** The group law and membership on single points, in WebAssembly. */
import type { GroupName, GroupParameters, MembershipFault, Point } from "../../curve.js";
import { toLittleEndian } from "../../integers.js";
import { scanPoints } from "./scan.js";
import { groupPrefix, type Instance, type Routine } from "./instance.js";

export class Group {
  readonly generator: Point;
  readonly infinity: Point;
  private readonly parameters: GroupParameters;
  /** Two affine operands and a Jacobian result. */
  private readonly left: number;
  private readonly right: number;
  private readonly result: number;
  private readonly addAffine: Routine;
  private readonly negateAffine: Routine;
  private readonly timesScalar: Routine;
  private readonly toAffine: Routine;

  constructor(
    private readonly instance: Instance,
    group: GroupName,
  ) {
    const prefix = groupPrefix(group);
    this.parameters = instance.parameters[group];
    const { pointBytes } = this.parameters;
    this.left = instance.allocate(pointBytes);
    this.right = instance.allocate(pointBytes);
    this.result = instance.allocate((pointBytes / 2) * 3);
    this.addAffine = instance.routine(`${prefix}_addAffine`);
    this.negateAffine = instance.routine(`${prefix}_negAffine`);
    this.timesScalar = instance.routine(`${prefix}_timesScalarAffine`);
    this.toAffine = instance.routine(`${prefix}_toAffine`);
    this.infinity = new Uint8Array(pointBytes);
    this.toAffine(instance.program.generators[group], this.left);
    this.generator = instance.read(this.left, pointBytes);
  }

  add(a: Point, b: Point): Point {
    this.load(this.left, a);
    this.load(this.right, b);
    this.addAffine(this.left, this.right, this.result);
    return this.affineResult();
  }

  negate(a: Point): Point {
    this.load(this.left, a);
    this.negateAffine(this.left, this.right);
    return this.instance.read(this.right, this.parameters.pointBytes);
  }

  /** scalar·point without reduction of the scalar. @throws RangeError for a negative scalar */
  multiply(point: Point, scalar: bigint): Point {
    // The routine reads whole 32-bit words of the scalar and keeps one byte per bit of it on the stack.
    const length = Math.ceil(scalar.toString(2).length / 32) * 4;
    return this.instance.scoped(() => {
      const scalarAt = this.instance.put(toLittleEndian(scalar, length));
      this.instance.reserve(8 * length + 64);
      this.load(this.left, point);
      this.timesScalar(this.left, scalarAt, length, this.result);
      return this.affineResult();
    });
  }

  membershipFault(point: Point): MembershipFault | null {
    this.load(this.left, point);
    const { fault } = scanPoints(this.instance, this.parameters.name, this.left, 1);
    if (fault !== null) return fault.reason;
    if (this.parameters.leastCofactorPrime === null) return null;
    const multiple = this.multiply(point, this.instance.parameters.r);
    return multiple.every((byte) => byte === 0) ? null : "not in subgroup";
  }

  private load(address: number, point: Point): void {
    if (point.length !== this.parameters.pointBytes) {
      throw new RangeError(
        `a point of ${this.parameters.name} has ${this.parameters.pointBytes} bytes, not ${point.length}`,
      );
    }
    this.instance.bytes().set(point, address);
  }

  private affineResult(): Point {
    this.toAffine(this.result, this.left);
    return this.instance.read(this.left, this.parameters.pointBytes);
  }
}
