/** Proofs as a log writes them → one canonical form: the points themselves, whatever the encoding. */
import type { Curve, GroupName, Point } from "../../../algebra/curve.js";
import type { ProofPoints } from "../../../transcripts/market/events.js";
import { flat, lemOf } from "../../shared/affine.js";

/** A Groth16 proof: A, C in G1 and B in G2, members of their groups and not infinity. */
export interface CanonicalProof {
  readonly a: Point;
  readonly b: Point;
  readonly c: Point;
}

/** What is wrong with the points of a proof, in words. */
export type PointFault = string;

const WORDS = {
  "not canonical": "has a coordinate that is not below the field modulus",
  "not on curve": "is not on the curve",
  "not in subgroup": "is outside the subgroup of order r",
} as const;

/** The points of a proof, each tested: range, curve equation, subgroup, and that it is not infinity. */
export function canonical(curve: Curve, proof: ProofPoints): CanonicalProof | PointFault {
  const a = member(curve, "G1", "A", proof.a.map(BigInt));
  if (typeof a === "string") return a;
  const b = member(curve, "G2", "B", coordinatesOfB(proof));
  if (typeof b === "string") return b;
  const c = member(curve, "G1", "C", proof.c.map(BigInt));
  if (typeof c === "string") return c;
  return { a, b, c };
}

function member(
  curve: Curve,
  group: GroupName,
  name: string,
  coordinates: readonly bigint[],
): Point | PointFault {
  // (0, 0) is how the EVM writes infinity; no curve y² = x³ + b with b ≠ 0 goes through it.
  if (coordinates.every((one) => one === 0n)) return `${name} is the point at infinity`;
  const point = lemOf(curve, group, coordinates);
  const fault = point === null ? "not canonical" : curve.membershipFault(group, point);
  return point === null || fault !== null ? `${name} ${WORDS[fault ?? "not canonical"]}` : point;
}

function coordinatesOfB({ b: [x, y] }: ProofPoints): readonly bigint[] {
  const [x0, x1, y0, y1] = [...x, ...y].map(BigInt) as [bigint, bigint, bigint, bigint];
  return flat([
    [x0, x1],
    [y0, y1],
  ]) as readonly bigint[];
}

/** Coordinates below q as text: equal for encodings of one point, whether or not it is one of the curve. */
export interface ProofText {
  /** Up to its sign: −A with −B is the same proof. */
  readonly a: string;
  readonly c: string;
  readonly whole: string;
}

export function textOf(q: bigint, proof: ProofPoints): ProofText {
  const reduced = (values: readonly string[]): bigint[] => values.map((one) => BigInt(one) % q);
  const [ax = 0n, ay = 0n] = reduced(proof.a);
  const b = reduced(proof.b.flat()).join(",");
  const c = reduced(proof.c).join(",");
  return { a: `${ax},${ay < q - ay ? ay : q - ay}`, c, whole: `${ax},${ay};${b};${c}` };
}
