/**
 * The reference engine: everything on noble-curves and integers, nothing shared with the fast engine's WebAssembly.
 * Slow on purpose, so that it can be read; every verdict can be computed again on it.
 */
import type { Accumulators } from "../../accumulators.js";
import type { Curve, CurveName, CurveParameters, GroupName, MembershipFault, Point } from "../../curve.js";
import { parametersOf } from "../../parameters.js";
import type { SumJob, SumReply, Summation, SumShape } from "../../sums.js";
import { subtractPoints } from "../differences.js";
import { checked } from "../jobs.js";
import { AddedTally, OwnSummation, type GroupLaw } from "../tally.js";
import { mergePairs, type Pair } from "../pairs.js";
import { ReferenceAccumulators } from "./accumulators.js";
import * as encodings from "./encodings.js";
import { groupsOf, type ReferenceGroups } from "./groups.js";
import { ReferenceScalarField } from "./scalarField.js";
import { sumChunk } from "./sums.js";

export class ReferenceCurve implements Curve {
  readonly engine = "reference (noble-curves)";
  readonly parameters: CurveParameters;
  readonly scalars: ReferenceScalarField;
  readonly twist = null;
  private readonly groups: ReferenceGroups;

  constructor(name: CurveName) {
    this.parameters = parametersOf(name);
    this.scalars = new ReferenceScalarField(this.parameters);
    this.groups = groupsOf(this.parameters);
  }

  generator(group: GroupName): Point {
    return this.groups[group].generator();
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
    return subtractPoints(this, group, a, b);
  }

  multiply(group: GroupName, point: Point, scalar: bigint): Point {
    return this.groups[group].multiply(point, scalar);
  }

  membershipFault(group: GroupName, point: Point): MembershipFault | null {
    return this.groups[group].membershipFault(point);
  }

  summation(shape: SumShape): Summation {
    const { G1, G2 } = this.groups;
    const sumsOf = (job: SumJob): SumReply => (job.group === "G1" ? sumChunk(G1, job) : sumChunk(G2, job));
    const add: GroupLaw = (group, a, b) => this.add(group, a, b);
    return checked(shape, this.parameters, () => new OwnSummation(new AddedTally(shape, sumsOf, add)));
  }

  accumulators(group: GroupName, end: number, first = 0): Accumulators {
    const { G1, G2 } = this.groups;
    return group === "G1"
      ? new ReferenceAccumulators(G1, end, first)
      : new ReferenceAccumulators(G2, end, first);
  }

  async pairingProductIsOne(pairs: readonly Pair[]): Promise<boolean> {
    const { pairing, G1, G2 } = this.groups;
    const { Fp12 } = pairing.fields;
    const merged = mergePairs(pairs, (a, b) => G1.add(a, b));
    const product = pairing.pairingBatch(merged.map(([a, b]) => ({ g1: G1.point(a), g2: G2.point(b) })));
    return Fp12.eql(product, Fp12.ONE);
  }

  toUncompressed(group: GroupName, points: Uint8Array, infinityFlag: 0x00 | 0x40 = 0x00): Uint8Array {
    return encodings.toUncompressed(this.groups[group], points, infinityFlag);
  }

  fromUncompressed(group: GroupName, bytes: Uint8Array): Uint8Array {
    return encodings.fromUncompressed(this.groups[group], bytes);
  }

  toCompressed(group: GroupName, points: Uint8Array): Uint8Array {
    return encodings.toCompressed(this.groups[group], points);
  }

  fromCompressed(group: GroupName, bytes: Uint8Array): Uint8Array {
    return encodings.fromCompressed(this.groups[group], bytes);
  }

  async close(): Promise<void> {}
}
