/** What the readers of both styles of verifier hand on. */
import type { AffineG1, AffineG2 } from "../verificationKey.js";
import type { Token } from "./tokens.js";
import { textOf, type Part } from "./units.js";

/** Code that is not data: its tokens as one text, to be held against known templates. */
export interface Piece {
  /** "contract, function verifyProof": a place that a reader finds. */
  readonly name: string;
  readonly line: number;
  readonly text: string;
}

/** A statement made for one public input, such as a range check. */
export interface InputStatement {
  /** From 1, as IC counts them. */
  readonly input: number;
  /** Byte offset among the inputs; null in a loop over all. */
  readonly offset: number | null;
  readonly line: number;
}

/** Statements of a kind, which a template has at one place. */
export interface Run {
  /** "<piece>:<tokens before it>" of each uninterrupted row of them. */
  readonly places: readonly string[];
  readonly statements: readonly InputStatement[];
}

/** A verifier contract taken apart: numbers of the key, and the code around them. */
export interface TakenApart {
  readonly style: "assembly" | "library";
  readonly contract: string;
  readonly alpha1: AffineG1;
  readonly beta2: AffineG2;
  readonly gamma2: AffineG2;
  readonly delta2: AffineG2;
  readonly ic: readonly AffineG1[];
  /** N of uint[N] in the signature. */
  readonly declaredInputs: number;
  readonly pieces: readonly Piece[];
  /** Where inputs are multiplied with IC; null where a loop does it. */
  readonly combination: Run | null;
  readonly rangeCheck: Run;
  /** Line of each named element. */
  readonly lines: ReadonlyMap<string, number>;
}

/** Coordinates as the pairing precompile takes them: the imaginary part of each comes first. (EIP-197) */
export function g2Of(x1: bigint, x0: bigint, y1: bigint, y0: bigint): AffineG2 {
  if (x1 === 0n && x0 === 0n && y1 === 0n && y0 === 0n) return null;
  return [
    [x0, x1],
    [y0, y1],
  ];
}

export function g1Of(x: bigint, y: bigint): AffineG1 {
  return x === 0n && y === 0n ? null : [x, y];
}

/** A member that holds nothing of the key, as a piece of code. */
export function pieceOf(unit: string, part: Part): Piece {
  const text = part.body === null ? textOf(part.head) : `${textOf(part.head)} { ${textOf(part.body)} }`;
  return { name: `${unit}, ${nameOf(part.head)}`, line: part.line, text };
}

/** "function verify", "struct Proof", "uint256 constant r". */
function nameOf(head: readonly Token[]): string {
  const words = head.findIndex(({ kind }) => kind !== "word");
  return textOf(head.slice(0, words === -1 ? head.length : words)) || "something without a name";
}
