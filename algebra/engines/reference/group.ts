/** One group of the reference engine: noble-curves' projective points behind LEM bytes. */
import type { CurveParameters, GroupName, MembershipFault, Point } from "../../curve.js";
import type { PointFault } from "../../sums.js";
import type { WeierstrassPoint, WeierstrassPointCons } from "@noble/curves/abstract/weierstrass.js";
import type { IField } from "@noble/curves/abstract/modular.js";
import { decodeLem, encodeLem, type Element } from "../lem.js";
import { isInfinity } from "../pairs.js";

/** noble's field of the coordinates, with its elements as Element. */
export interface CoordinateField<F> {
  readonly field: IField<F>;
  readonly wrap: (element: Element) => F;
  readonly unwrap: (value: F) => Element;
}

/**
 * Points are added with the complete formulas of Renes, Costello and Batina (2015), which hold on the whole curve
 * because its order is odd. noble's own `multiply` and `toBytes` are not used: they refuse scalars outside [1, r)
 * and points outside the subgroup.
 */
export class ReferenceGroup<F> {
  constructor(
    readonly parameters: CurveParameters,
    readonly name: GroupName,
    readonly noble: WeierstrassPointCons<F>,
    private readonly coordinates: CoordinateField<F>,
  ) {}

  /** A point of the curve, in the subgroup or not, or why the bytes are none. */
  decode(bytes: Point): WeierstrassPoint<F> | PointFault["reason"] {
    const { pointBytes } = this.parameters[this.name];
    if (bytes.length !== pointBytes) {
      throw new RangeError(`a point of ${this.name} has ${pointBytes} bytes, not ${bytes.length}`);
    }
    if (isInfinity(bytes)) return this.noble.ZERO;
    const affine = decodeLem(this.parameters, bytes);
    if (affine === "not canonical") return affine;
    const { field, wrap } = this.coordinates;
    const [x, y] = [wrap(affine.x), wrap(affine.y)];
    if (!field.eql(field.sqr(y), this.cubePlusB(x))) return "not on curve";
    return this.noble.fromAffine({ x, y });
  }

  generator(): Point {
    return this.encode(this.noble.BASE);
  }

  add(a: Point, b: Point): Point {
    return this.encode(this.point(a).add(this.point(b)));
  }

  negate(a: Point): Point {
    return this.encode(this.point(a).negate());
  }

  multiply(point: Point, scalar: bigint): Point {
    return this.encode(this.multiplyAny(this.point(point), scalar));
  }

  /** A point that must be one. @throws RangeError where the bytes are no point of the curve */
  point(bytes: Point): WeierstrassPoint<F> {
    const decoded = this.decode(bytes);
    if (typeof decoded === "string") throw new RangeError(`a point of ${this.name} that is ${decoded}`);
    return decoded;
  }

  encode(point: WeierstrassPoint<F>): Point {
    if (point.is0()) return new Uint8Array(this.parameters[this.name].pointBytes);
    const { x, y } = point.toAffine();
    const { unwrap } = this.coordinates;
    return encodeLem(this.parameters, this.name, { x: unwrap(x), y: unwrap(y) });
  }

  /** scalar·point for any scalar ≥ 0 and any point of the curve, bit by bit. */
  multiplyAny(point: WeierstrassPoint<F>, scalar: bigint): WeierstrassPoint<F> {
    if (scalar < 0n) throw new RangeError(`a negative scalar: ${scalar}`);
    let result = this.noble.ZERO;
    for (const bit of scalar.toString(2)) {
      result = result.double();
      if (bit === "1") result = result.add(point);
    }
    return result;
  }

  membershipFault(bytes: Point): MembershipFault | null {
    const point = this.decode(bytes);
    if (typeof point === "string") return point;
    return this.multiplyAny(point, this.parameters.r).is0() ? null : "not in subgroup";
  }

  /** A root of x³ + b, or null where there is none. */
  rootAt(x: Element): Element | null {
    const { field, wrap, unwrap } = this.coordinates;
    try {
      return unwrap(field.sqrt(this.cubePlusB(wrap(x))));
    } catch {
      return null; // noble throws for a non-square
    }
  }

  private cubePlusB(x: F): F {
    const { field } = this.coordinates;
    return field.add(field.mul(field.sqr(x), x), this.noble.CURVE().b);
  }
}
