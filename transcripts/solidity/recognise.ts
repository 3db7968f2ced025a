/**
 * Points among the numbers of a program. Nothing says which numbers are coordinates; the curve equations do: a number
 * that was not made for it satisfies them with another one with probability about 2⁻²⁵⁴.
 */
import { rightSide, square, twistRightSide, twistSquare } from "../../algebra/curveEquation.js";
import { parametersOf } from "../../algebra/parameters.js";
import type { AffineG1, AffineG2 } from "../verificationKey.js";

export interface RecognisedPoints {
  readonly g1: readonly NonNullable<AffineG1>[];
  /** On the twist; whether they are in the subgroup is for a check to say. */
  readonly g2: readonly NonNullable<AffineG2>[];
  /** Numbers of at least 200 bits, below q, that are coordinates of no point recognised. */
  readonly unexplained: readonly bigint[];
  /** There were too many numbers to look for points of G2. */
  readonly tooMany: boolean;
}

const { q, r } = parametersOf("bn254");
/** Coordinates of points that nobody chose have some 254 bits; small ones would be lost among offsets and masks. */
const LEAST = 1n << 64n;
const LARGE = 1n << 200n;
/** Pairs of so many numbers are compared with one another. */
const MOST_FOR_G2 = 120;

/** @param numbers the operands of a program's instructions */
export function recognisePoints(numbers: ReadonlySet<bigint>): RecognisedPoints {
  const candidates = [...numbers].filter((value) => value >= LEAST && value < q && value !== r);
  const g1 = inG1(candidates);
  const ofG1 = new Set(g1.flat());
  const rest = candidates.filter((value) => !ofG1.has(value));
  const tooMany = rest.length > MOST_FOR_G2;
  const g2 = tooMany ? [] : onTwist(rest);
  const ofG2 = new Set(g2.flat(2));
  const unexplained = rest.filter((value) => value >= LARGE && !ofG2.has(value));
  return { g1, g2, unexplained, tooMany };
}

/** All (x, y) with y² = x³ + 3, in the order of their x. */
function inG1(numbers: readonly bigint[]): (readonly [bigint, bigint])[] {
  const roots = new Map<bigint, bigint[]>();
  for (const y of numbers) {
    const key = square(y);
    roots.set(key, [...(roots.get(key) ?? []), y]);
  }
  return numbers.flatMap((x) => (roots.get(rightSide(x)) ?? []).map((y) => [x, y] as const));
}

/** All ((x0, x1), (y0, y1)) on the twist, in the order of their coordinates. */
function onTwist(numbers: readonly bigint[]): NonNullable<AffineG2>[] {
  const pairs = numbers.flatMap((a) => numbers.filter((b) => b !== a).map((b) => [a, b] as const));
  const roots = new Map<string, (readonly [bigint, bigint])[]>();
  for (const y of pairs) {
    const key = twistSquare(y).join();
    roots.set(key, [...(roots.get(key) ?? []), y]);
  }
  return pairs.flatMap((x) => (roots.get(twistRightSide(x).join()) ?? []).map((y) => [x, y] as const));
}
