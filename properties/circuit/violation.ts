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
  const text = (row: Row): string => combinationText(row, system);
  return a.size === 0 || b.size === 0 ? `0 = ${text(c)}` : `(${text(a)})·(${text(b)}) = ${text(c)}`;
}

/** Coefficients above half of the prime are shown as negative numbers. */
function combinationText(row: Row, { prime, nameOf }: ConstraintSystem): string {
  if (row.size === 0) return "0";
  const terms = [...row].slice(0, SHOWN_TERMS).map(([wire, coefficient], i) => {
    const negative = coefficient > prime / 2n;
    const size = negative ? prime - coefficient : coefficient;
    const name = nameOf(wire);
    const factor = wire === 0 ? String(size) : size === 1n ? name : `${size}·${name}`;
    if (i === 0) return negative ? `−${factor}` : factor;
    return negative ? ` − ${factor}` : ` + ${factor}`;
  });
  const more = row.size - SHOWN_TERMS;
  return `${terms.join("")}${more > 0 ? ` + ${more} more terms` : ""}`;
}
