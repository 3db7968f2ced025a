/** Constraints in memory, as properties compute with them. */

/** A linear combination: wire → coefficient, canonical in [1, prime); wire 0 is the constant one. */
export type Row = ReadonlyMap<number, bigint>;

/** ⟨a,w⟩·⟨b,w⟩ = ⟨c,w⟩. */
export interface Constraint {
  readonly a: Row;
  readonly b: Row;
  readonly c: Row;
}

export interface ConstraintSystem {
  readonly prime: bigint;
  /** Number of wires: the constant one, outputs, public inputs, private inputs, all others. */
  readonly wires: number;
  readonly constraints: readonly Constraint[];
  /** Wires of all inputs of main, public ones first. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** The full name of a wire's signal, such as main.n2b.out[3]; "1" for wire 0. */
  nameOf(wire: number): string;
}

/** ⟨row, witness⟩ in [0, prime). */
export function evaluate(row: Row, witness: readonly bigint[], prime: bigint): bigint {
  let sum = 0n;
  for (const [wire, coefficient] of row) sum += coefficient * (witness[wire] ?? 0n);
  return sum % prime;
}

/** Whether a constraint holds on a witness with values in [0, prime). */
export function holds({ a, b, c }: Constraint, witness: readonly bigint[], prime: bigint): boolean {
  const product = evaluate(a, witness, prime) * evaluate(b, witness, prime);
  return (product - evaluate(c, witness, prime)) % prime === 0n;
}

/**
 * The index of the first constraint that a witness does not satisfy, or −1. A witness of another length, whose wire 0
 * is not one, or with values outside [0, prime) satisfies nothing.
 * @throws RangeError for such a witness
 */
export function firstViolated(system: ConstraintSystem, witness: readonly bigint[]): number {
  const { prime, wires, constraints } = system;
  if (witness.length !== wires) throw new RangeError(`${witness.length} values for ${wires} wires`);
  if (witness[0] !== 1n) throw new RangeError("wire 0 is the constant one");
  const stray = witness.findIndex((value) => value < 0n || value >= prime);
  if (stray >= 0) throw new RangeError(`the value of wire ${stray} is not in [0, ${prime})`);
  return constraints.findIndex((constraint) => !holds(constraint, witness, prime));
}
