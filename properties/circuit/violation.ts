/** A violated constraint as a reader wants to see it. */
import type { Place } from "./place/locate.js";
import { evaluate, type ConstraintSystem, type Row } from "./system.js";

export interface Violation extends Partial<Place> {
  /** Index of the constraint in the r1cs. */
  readonly index: number;
  /** ⟨a,w⟩·⟨b,w⟩ = ⟨c,w⟩ in names of signals. */
  readonly formula: string;
  /** The values of both sides. */
  readonly left: bigint;
  readonly right: bigint;
  /** Wires that the constraint is about, without the constant one. */
  readonly wires: readonly number[];
}

/** Terms of a combination that are shown; the rest is counted. */
const SHOWN_TERMS = 8;

/** @param place of the constraint; null where no source is known */
export function violationAt(
  system: ConstraintSystem,
  index: number,
  witness: readonly bigint[],
  place: Place | null,
): Violation {
  const constraint = system.constraints[index];
  if (constraint === undefined) throw new RangeError(`there is no constraint ${index}`);
  const { a, b, c } = constraint;
  const value = (row: Row): bigint => evaluate(row, witness, system.prime);
  return {
    index,
    formula: formulaOf(system, index),
    left: (value(a) * value(b)) % system.prime,
    right: value(c),
    ...place,
    wires: [...new Set([...a.keys(), ...b.keys(), ...c.keys()])].filter((wire) => wire !== 0),
  };
}

/** A constraint in names of signals: (main.a)·(main.b) = main.c. */
export function formulaOf(system: ConstraintSystem, index: number): string {
  const constraint = system.constraints[index];
  if (constraint === undefined) throw new RangeError(`there is no constraint ${index}`);
  const { a, b, c } = constraint;
  const isNegative = (row: Row): boolean => (termsOf(row)[0]?.[1] ?? 0n) > system.prime / 2n;
  // The compiler likes −a·b = −c.
  const flips = isNegative(a) && (c.size === 0 || isNegative(c));
  const text = (row: Row, flip = false): string => combinationText(row, system, flip);
  if (a.size === 0 || b.size === 0) return `0 = ${text(c, isNegative(c))}`;
  return `(${text(a, flips)})·(${text(b)}) = ${text(c, flips)}`;
}

/** The constant comes last. */
const termsOf = (row: Row): (readonly [wire: number, coefficient: bigint])[] =>
  [...row].sort(([left], [right]) => Number(left === 0) - Number(right === 0));

/** Coefficients above half of the prime are shown as negative numbers; `flip` changes every sign. */
function combinationText(row: Row, { prime, nameOf }: ConstraintSystem, flip: boolean): string {
  if (row.size === 0) return "0";
  const terms = termsOf(row)
    .slice(0, SHOWN_TERMS)
    .map(([wire, coefficient], i) => {
      const isAbove = coefficient > prime / 2n;
      const negative = isAbove !== flip;
      const size = isAbove ? prime - coefficient : coefficient;
      const name = nameOf(wire);
      const factor = wire === 0 ? String(size) : size === 1n ? name : `${size}·${name}`;
      if (i === 0) return negative ? `−${factor}` : factor;
      return negative ? ` − ${factor}` : ` + ${factor}`;
    });
  const more = row.size - SHOWN_TERMS;
  return `${terms.join("")}${more > 0 ? ` + ${more} more ${more === 1 ? "term" : "terms"}` : ""}`;
}
