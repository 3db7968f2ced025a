/** Moves of limbs: other quotients, remainders and carries that satisfy the same linear equations. */
import { mod } from "../../../algebra/integers.js";
import { isOver, type Budget, type Random } from "../budget.js";
import { findAtoms } from "../limbs/atoms.js";
import { checkedWitness, type Prepared } from "../prepare.js";
import { eliminate, openRows } from "../solve/gauss.js";
import type { Propagator } from "../solve/propagator.js";
import { solve } from "../solve/solve.js";
import { abs, centred } from "../system/field.js";
import { combine, type Form } from "../system/form.js";
import { shortKernel } from "./lattice.js";

const MAX_COLUMNS = 48;
const NODES = 60;
/** Coefficients above this are not small integers; the equation is then taken modulo p. */
const SMALL = 1n << 96n;

/** Equations between limbs that follow from the linear ones, with all other wires eliminated. */
function limbRows(propagator: Propagator, atoms: ReadonlySet<number>): Form[] {
  const { domains, prime } = propagator;
  const isOther = (wire: number): boolean => !atoms.has(wire) || domains.isWide(wire);
  const rows = openRows(propagator, 2);
  const othersFirst = rows.map(({ wires, coefficients, constant }): Form => {
    const order = wires.map((wire, i) => [wire, coefficients[i] as bigint] as const);
    order.sort(([x], [y]) => Number(isOther(y)) - Number(isOther(x)));
    return { wires: order.map(([wire]) => wire), coefficients: order.map(([, value]) => value), constant };
  });
  return eliminate(othersFirst, prime, isOther).filter(
    ({ wires }) => wires.length > 1 && !wires.some(isOther),
  );
}

/** num/den ≡ value with both below √p: the last step of Euclid's algorithm before they cross. */
function denominator(value: bigint, prime: bigint): bigint {
  let [a, b] = [prime, mod(value, prime)];
  let [x, y] = [0n, 1n];
  while (b * b > prime) {
    const quotient = a / b;
    [a, b] = [b, a - quotient * b];
    [x, y] = [y, x - quotient * y];
  }
  return abs(y);
}

/** The row with small integers, where multiplying out denominators gives them. */
function integral(row: Form, prime: bigint): Form {
  let scaled = combine([[1n, row]], prime);
  for (const index of scaled.coefficients.keys()) {
    const value = scaled.coefficients[index] ?? 0n;
    if (abs(value) < SMALL) continue;
    scaled = combine([[denominator(value, prime), scaled]], prime);
  }
  return scaled;
}

/** Candidates as values of wires: the honest ones moved by a short vector of the kernel, or by two. */
function* moves(
  propagator: Propagator,
  atoms: ReadonlySet<number>,
  honest: ReadonlyMap<number, bigint>,
): Generator<Map<number, bigint>> {
  const { domains, prime } = propagator;
  const rows = limbRows(propagator, atoms).map((row) => integral(row, prime));
  const columns = [...new Set(rows.flatMap(({ wires }) => wires))];
  if (columns.length === 0 || columns.length > MAX_COLUMNS) return;
  const place = new Map(columns.map((wire, i) => [wire, i] as const));
  const widest = columns.reduce(
    (most, wire) => (domains.width(wire) > most ? domains.width(wire) : most),
    1n,
  );
  const scales = columns.map((wire) => widest / domains.width(wire) + 1n);
  const vectors = shortKernel(
    rows.map(({ wires, coefficients }) => {
      const dense = columns.map(() => 0n);
      wires.forEach((wire, i) => {
        dense[place.get(wire) ?? 0] = coefficients[i] ?? 0n;
      });
      const isSmall = coefficients.every((value) => abs(value) < SMALL);
      return { coefficients: dense, modulus: isSmall ? null : prime };
    }),
    scales,
  );
  const moved = (vector: readonly bigint[]): Map<number, bigint> | null => {
    const values = new Map<number, bigint>();
    for (const [i, wire] of columns.entries()) {
      const value = centred(honest.get(wire) ?? 0n, prime) + (vector[i] ?? 0n);
      const shift = mod(value - domains.low(wire), prime);
      if (shift > domains.width(wire)) return null;
      values.set(wire, value);
    }
    return values;
  };
  const signed = vectors.flatMap((vector) => [vector, vector.map((value) => -value)]);
  for (const vector of signed) {
    const values = moved(vector);
    if (values !== null) yield values;
  }
  for (const [i, x] of signed.entries()) {
    for (const y of signed.slice(i + 1)) {
      const values = moved(x.map((value, at) => value + (y[at] ?? 0n)));
      if (values !== null) yield values;
    }
  }
}

/**
 * A second witness by a move of limbs. The propagator holds the honest values of all that is determined; what is returned
 * satisfies every constraint, and has other outputs.
 */
export function moveLimbs(
  prepared: Prepared,
  honest: ReadonlyMap<number, bigint>,
  outputs: ReadonlySet<number>,
  budget: Budget,
  random: Random,
): bigint[] | null {
  const { propagator, roots, reduced } = prepared;
  const { atoms } = findAtoms(propagator.domains, reduced);
  const guide = { random, hint: (wire: number): bigint | null => honest.get(wire) ?? null };
  for (const values of moves(propagator, atoms, honest)) {
    if (isOver(budget)) return null;
    const mark = propagator.mark();
    let possible = true;
    let differs = false;
    for (const [wire, value] of values) {
      possible &&= propagator.narrow(wire, value, value);
      differs ||= outputs.has(wire) && mod(value - (honest.get(wire) ?? 0n), propagator.prime) !== 0n;
    }
    possible &&= differs && propagator.propagate();
    const isSolved =
      possible && solve(propagator, { guide, budget, nodes: NODES, wires: roots }) === "satisfied";
    const witness = isSolved ? checkedWitness(prepared) : null;
    propagator.undo(mark);
    if (witness !== null) return witness;
  }
  return null;
}
