/** Tiny constraint systems over a small prime, and all of their witnesses by trying everything. */
import fc from "fast-check";
import { type Constraint, type ConstraintSystem, type Row } from "../../../properties/circuit/system.js";

/** Terms as [wire, coefficient]; wire 0 is the constant one. */
export type Terms = readonly (readonly [number, number])[];

function row(terms: Terms, prime: bigint): Row {
  const sums = new Map<number, bigint>();
  for (const [wire, coefficient] of terms) {
    const sum = ((sums.get(wire) ?? 0n) + BigInt(coefficient)) % prime;
    sums.set(wire, sum < 0n ? sum + prime : sum);
  }
  for (const [wire, sum] of sums) if (sum === 0n) sums.delete(wire);
  return sums;
}

/** a·b = c */
export type Triple = readonly [a: Terms, b: Terms, c: Terms];

export interface TinySystem {
  readonly prime: bigint;
  readonly wires: number;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly constraints: readonly Triple[];
}

export function systemOf({ prime, wires, inputs, outputs, constraints }: TinySystem): ConstraintSystem {
  return {
    prime,
    wires,
    inputs,
    outputs,
    constraints: constraints.map(([a, b, c]): Constraint => ({
      a: row(a, prime),
      b: row(b, prime),
      c: row(c, prime),
    })),
    nameOf: (wire) => `w${wire}`,
  };
}

type Plain = readonly (readonly [wire: number, coefficient: number])[];

/** Every witness, wire by wire; a constraint is checked as soon as its last wire has a value. */
export function allWitnesses(system: ConstraintSystem): bigint[][] {
  const p = Number(system.prime);
  const plain = (terms: Row): Plain => [...terms].map(([wire, coefficient]) => [wire, Number(coefficient)]);
  const ready: [Plain, Plain, Plain][][] = Array.from({ length: system.wires }, () => []);
  for (const { a, b, c } of system.constraints) {
    const last = Math.max(0, ...a.keys(), ...b.keys(), ...c.keys());
    ready[last]?.push([plain(a), plain(b), plain(c)]);
  }
  const witness: number[] = [1];
  const at = (terms: Plain): number => terms.reduce((sum, [wire, coefficient]) => sum + coefficient * (witness[wire] ?? 0), 0); // prettier-ignore
  const allows = (wire: number): boolean => (ready[wire] ?? []).every(([a, b, c]) => (at(a) * at(b) - at(c)) % p === 0); // prettier-ignore
  const found: bigint[][] = [];
  const extend = (): void => {
    const wire = witness.length;
    if (wire === system.wires) {
      found.push(witness.map(BigInt));
      return;
    }
    for (let value = 0; value < p; value++) {
      witness.push(value);
      if (allows(wire)) extend();
      witness.pop();
    }
  };
  if (allows(0)) extend();
  return found;
}

const one: Terms = [[0, 1]];

/** Constraints of the kinds that lemmas look for, and of none; on wires 1 … wires − 1. */
function constraintsFor(wires: number): fc.Arbitrary<readonly Triple[]> {
  const wire = fc.integer({ min: 1, max: wires - 1 });
  const small = fc.integer({ min: -4, max: 4 });
  const term = fc.tuple(fc.integer({ min: 0, max: wires - 1 }), small);
  const terms = fc.array(term, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    { weight: 4, arbitrary: wire.map((x): Triple[] => [[[[x, 1]], [[x, 1], [0, -1]], []]]) },
    // A bit sum of two or three wires, sometimes of what are no bits.
    {
      weight: 3,
      arbitrary: fc
        .tuple(wire, fc.array(wire, { minLength: 2, maxLength: 3 }), fc.boolean(), small)
        .map(([x, bits, checked, k]): Triple[] => [
          [[...bits.map((bit, i) => [bit, 1 << i] as const), [0, k]], one, [[x, 1]]],
          ...(checked ? bits.map((bit): Triple => [[[bit, 1]], [[bit, 1], [0, -1]], []]) : []),
        ]),
    },
    // IsZero: in·inv = 1 − out, in·out = 0.
    {
      weight: 3,
      arbitrary: fc.tuple(terms, wire, wire, fc.boolean()).map(([value, inv, out, whole]): Triple[] => [
        [value, [[inv, 1]], [[0, 1], [out, -1]]],
        ...(whole ? ([[value, [[out, 1]], []]] as Triple[]) : []),
      ]),
    },
    // One of a family: x·(in − k) = 0.
    { weight: 2, arbitrary: fc.tuple(wire, wire, small).map(([x, value, k]): Triple[] => [[[[x, 1]], [[value, 1], [0, k]], []]]) },
    { weight: 2, arbitrary: fc.tuple(terms, terms).map(([x, y]): Triple[] => [[x, one, y]]) },
    { weight: 2, arbitrary: fc.tuple(wire, wire, wire).map(([x, y, z]): Triple[] => [[[[x, 1]], [[y, 1]], [[z, 1]]]]) },
    { weight: 2, arbitrary: fc.tuple(terms, terms, terms).map(([x, y, z]): Triple[] => [[x, y, z]]) },
  ); // prettier-ignore
}

export const tinySystems: fc.Arbitrary<TinySystem> = fc
  // All values of all wires are tried: the larger the prime, the fewer wires.
  .constantFrom([7n, 5], [11n, 5], [13n, 4], [17n, 4], [31n, 4], [101n, 3])
  .map(([prime, wires]) => ({ prime: prime as bigint, wires: wires as number }))
  .chain(({ prime, wires }) =>
    fc.record({
      prime: fc.constant(prime),
      wires: fc.constant(wires),
      inputs: fc.uniqueArray(fc.integer({ min: 1, max: wires - 1 }), { maxLength: 2 }),
      outputs: fc.uniqueArray(fc.integer({ min: 1, max: wires - 1 }), { minLength: 1, maxLength: 2 }),
      constraints: fc
        .array(constraintsFor(wires), { minLength: 1, maxLength: 5 })
        .map((lists) => lists.flat()),
    }),
  );

/** A generator of [0, 1) that is the same each time (mulberry32): what fast-check replays must not draw elsewhere. */
export function seeded(): () => number {
  let state = 1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
