/** Draws of points: x and a choice between the roots, again until x is on the curve; then the cofactor. */
import type { Curve, CurveParameters, GroupName, Point } from "../curve.js";
import type { AffinePoint, Element } from "../engines/lem.js";
import { clearCofactor } from "./cofactors.js";
import { drawCoordinate } from "./fields.js";
import { drawnGroup } from "./groups.js";
import { cubePlus, negate } from "./quadratic.js";
import { squareRoot, squareRoot2 } from "./squareRoots.js";
import type { WordStream } from "./words.js";

/** A drawn point of the group, in LEM bytes. Infinity is possible in principle (the chance is 1/r). */
export function drawPoint(curve: Curve, group: GroupName, words: WordStream): Point {
  return clearCofactor(curve, group, drawOnCurve(curve.parameters, group, words));
}

/** What is drawn for a point: x, on the curve or not, and which of the roots. Fq2 draws c0 before c1. */
export interface Candidate {
  readonly x: Element;
  readonly greater: boolean;
}

export function drawCandidate(parameters: CurveParameters, group: GroupName, words: WordStream): Candidate {
  const c0 = drawCoordinate(parameters, words);
  const c1 = group === "G1" ? 0n : drawCoordinate(parameters, words);
  return { x: { c0, c1 }, greater: words.bool() };
}

/** The candidate's point, given either root y. */
export function pointOf({ x, greater }: Candidate, root: Element, q: bigint): AffinePoint {
  return { x, y: isGreater(root, q) === greater ? root : negate(root, q) };
}

/** A drawn point of the whole curve, before the cofactor. */
function drawOnCurve(parameters: CurveParameters, group: GroupName, words: WordStream): AffinePoint {
  const { q } = parameters;
  const { b } = drawnGroup(parameters.name, group);
  for (;;) {
    const candidate = drawCandidate(parameters, group, words);
    const root = rootOf(cubePlus(candidate.x, b, q), group, q);
    if (root !== null) return pointOf(candidate, root, q);
  }
}

/** In Fq a square root must lie in Fq, although every element of Fq has one in Fq2. */
function rootOf(value: Element, group: GroupName, q: bigint): Element | null {
  if (group === "G2") return squareRoot2(value, q);
  const root = squareRoot(value.c0, q);
  return root === null ? null : { c0: root, c1: 0n };
}

/** Whether y is greater than −y: as integers in Fq; by c1, or by c0 where c1 = 0, in Fq2. */
function isGreater(y: Element, q: bigint): boolean {
  return 2n * (y.c1 === 0n ? y.c0 : y.c1) > q;
}
