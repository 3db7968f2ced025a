/**
 * Writes every wire that can be in the atoms: polynomials of degree at most two, modulo p. Interpolation, products at
 * 2k − 1 points and sums of limbs all vanish in this, whatever they are called: what is left are equations between limbs.
 */
import { inverse } from "../system/field.js";
import type { Form } from "../system/form.js";
import { wiresOf, type Equation, type Reduced } from "../system/reduce.js";
import { isOver, type Budget } from "../budget.js";
import { addScaled, degree, multiply, type Polynomial } from "./polynomial.js";

/** Polynomials with more terms are given up. */
const MAX_TERMS = 20_000;
/** Systems of more equations are not solved together. */
const MAX_TOGETHER = 160;

export class Expressions {
  private readonly expressed = new Map<number, Polynomial>();
  /** Equations between atoms, with everything else put in: each polynomial is zero modulo p in every witness. */
  readonly identities: Polynomial[] = [];
  private readonly stride: number;
  private readonly prime: bigint;

  constructor(
    private readonly reduced: Reduced,
    private readonly atoms: ReadonlySet<number>,
    private readonly budget: Budget,
  ) {
    this.stride = reduced.wires;
    this.prime = reduced.prime;
  }

  private isOpen(wire: number): boolean {
    return !this.atoms.has(wire) && !this.expressed.has(wire);
  }

  /** A form in atoms and open wires; null where it becomes too long. */
  private write({ wires, coefficients, constant }: Form): Polynomial | null {
    const written: Polynomial = new Map();
    if (constant !== 0n) addScaled(written, new Map([[0, constant]]), 1n, this.prime);
    for (const [i, wire] of wires.entries()) {
      const own = this.expressed.get(wire) ?? new Map([[wire, 1n]]);
      addScaled(written, own, coefficients[i] as bigint, this.prime);
      if (written.size > MAX_TERMS) return null;
    }
    return written;
  }

  /** The equation as a polynomial that is zero; null where an open wire stands in a product or the degree exceeds two. */
  private asPolynomial(equation: Equation): Polynomial | null {
    if (equation.kind === "linear") return this.write(equation.form);
    const { a, b, c } = equation;
    if ([...a.wires, ...b.wires].some((wire) => this.isOpen(wire))) return null;
    const [x, y, z] = [this.write(a), this.write(b), this.write(c)];
    if (x === null || y === null || z === null) return null;
    if (degree(x, this.stride) + degree(y, this.stride) > 2) return null;
    if (x.size * y.size > MAX_TERMS) return null;
    const product =
      degree(x, this.stride) === 2 ? multiplyByConstant(x, y, this.prime) : degree(y, this.stride) === 2 ? multiplyByConstant(y, x, this.prime) : multiply(x, y, this.stride, this.prime); // prettier-ignore
    addScaled(product, z, -1n, this.prime);
    return product;
  }

  /** Solves polynomial = 0 for a wire that occurs in it with a constant coefficient only. */
  private define(wire: number, polynomial: Polynomial): void {
    const coefficient = polynomial.get(wire) ?? 0n;
    const rest = new Map(polynomial);
    rest.delete(wire);
    const written: Polynomial = new Map();
    addScaled(written, rest, -inverse(coefficient, this.prime), this.prime);
    this.expressed.set(wire, written);
  }

  private openOf(equation: Equation): number[] {
    return wiresOf(equation).filter((wire) => this.isOpen(wire));
  }

  /** Takes equations with no or one open wire until there is none. */
  private substitute(waiting: Set<number>): void {
    const queue = new Set(waiting);
    for (const index of queue) {
      queue.delete(index);
      if (!waiting.has(index)) continue;
      if (isOver(this.budget)) return;
      const equation = this.reduced.equations[index] as Equation;
      const open = this.openOf(equation);
      if (open.length > 1) continue;
      const polynomial = this.asPolynomial(equation);
      if (polynomial === null) {
        if (open.length === 0) waiting.delete(index);
        continue;
      }
      waiting.delete(index);
      const [wire] = open;
      if (wire === undefined || !polynomial.has(wire)) {
        this.identities.push(polynomial);
        continue;
      }
      this.define(wire, polynomial);
      for (const user of this.reduced.uses[wire] ?? []) if (waiting.has(user)) queue.add(user);
    }
  }

  /** Linear systems in several open wires, such as the values of a polynomial whose coefficients are open. */
  private solveTogether(waiting: Set<number>): boolean {
    const rows: Polynomial[] = [];
    const used: number[] = [];
    for (const index of waiting) {
      const equation = this.reduced.equations[index] as Equation;
      const polynomial = this.asPolynomial(equation);
      if (polynomial === null || this.openOf(equation).length === 0) continue;
      rows.push(polynomial);
      used.push(index);
      if (rows.length > MAX_TOGETHER) return false;
    }
    if (rows.length < 2) return false;
    const isOpenKey = (key: number): boolean => key !== 0 && key < this.stride && this.isOpen(key);
    const done: { pivot: number; row: Polynomial }[] = [];
    for (const row of rows) {
      if (isOver(this.budget)) return false;
      for (const { pivot, row: other } of done) {
        const coefficient = row.get(pivot);
        if (coefficient !== undefined) addScaled(row, other, -coefficient, this.prime);
      }
      const pivot = [...row.keys()].find(isOpenKey);
      if (pivot === undefined) {
        if (row.size > 0) this.identities.push(row);
        continue;
      }
      const scaled: Polynomial = new Map();
      addScaled(scaled, row, inverse(row.get(pivot) ?? 0n, this.prime), this.prime);
      for (const { row: other } of done) {
        const coefficient = other.get(pivot);
        if (coefficient !== undefined) addScaled(other, scaled, -coefficient, this.prime);
      }
      done.push({ pivot, row: scaled });
    }
    let progress = false;
    for (const { pivot, row } of done) {
      if ([...row.keys()].some((key) => key !== pivot && isOpenKey(key))) continue;
      this.define(pivot, row);
      progress = true;
    }
    // What solved a wire is used up; a row that was not solved is looked at again later.
    if (progress) for (const index of used) if (this.openOf(this.reduced.equations[index] as Equation).length === 0) waiting.delete(index); // prettier-ignore
    return progress;
  }

  /** @param indices the equations to use */
  run(indices: Iterable<number>): void {
    const waiting = new Set(indices);
    this.substitute(waiting);
    while (waiting.size > 0 && this.solveTogether(waiting)) this.substitute(waiting);
  }
}

/** x·k for y = k constant. */
function multiplyByConstant(x: Polynomial, y: Polynomial, prime: bigint): Polynomial {
  const product: Polynomial = new Map();
  addScaled(product, x, y.get(0) ?? 0n, prime);
  return product;
}
