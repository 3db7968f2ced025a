/**
 * A constraint system made small without losing a witness: wires that a linear constraint ties to one other wire
 * (x = f·y + o) or to a constant are replaced everywhere. A wire is determined exactly when its root is, since f ≠ 0.
 */
import type { ConstraintSystem, Row } from "../../circuit/system.js";
import { mod } from "../../../algebra/integers.js";
import { abs, centred, gcd, inverse } from "./field.js";
import { combine, formOf, isConstant, withSmallCoefficients, type Form } from "./form.js";

export type Equation =
  | { readonly kind: "linear"; readonly form: Form }
  | { readonly kind: "product"; readonly a: Form; readonly b: Form; readonly c: Form };

/** wire = factor · root + offset; a constant has root 0 and factor 0. */
export interface Alias {
  readonly root: number;
  readonly factor: bigint;
  readonly offset: bigint;
}

export interface Reduced {
  readonly prime: bigint;
  readonly wires: number;
  readonly equations: readonly Equation[];
  /** Equations in which each wire occurs; only roots occur. */
  readonly uses: readonly (readonly number[])[];
  readonly aliases: readonly Alias[];
  /** Roots of the inputs. */
  readonly inputs: ReadonlySet<number>;
  /** The linear constraints alone have no solution. */
  readonly contradictory: boolean;
}

/** Every wire of an equation, once. */
export function wiresOf(equation: Equation): readonly number[] {
  if (equation.kind === "linear") return equation.form.wires;
  return [...new Set([...equation.a.wires, ...equation.b.wires, ...equation.c.wires])];
}

class Aliases {
  private readonly list: Alias[];

  constructor(
    wires: number,
    private readonly prime: bigint,
    private readonly isInput: (wire: number) => boolean,
  ) {
    this.list = Array.from({ length: wires }, (_, root) =>
      root === 0 ? { root: 0, factor: 0n, offset: 1n } : { root, factor: 1n, offset: 0n },
    );
  }

  /** Without recursion: a chain of equalities may be as long as the circuit. */
  of(wire: number): Alias {
    const path: number[] = [];
    let next = this.list[wire] as Alias;
    for (let at = wire; next.root !== at && next.root !== 0;) {
      path.push(at);
      at = next.root;
      next = this.list[at] as Alias;
    }
    for (const at of path.reverse()) {
      const own = this.list[at] as Alias;
      if (next.root !== own.root) {
        this.list[at] = {
          root: next.root,
          factor: centred(own.factor * next.factor, this.prime),
          offset: centred(own.factor * next.offset + own.offset, this.prime),
        };
      }
      next = this.list[at] as Alias;
    }
    return next;
  }

  rewrite(form: Form): Form {
    if (form.wires.every((wire) => (this.list[wire] as Alias).root === wire)) return form;
    const terms = new Map<number, bigint>();
    let constant = form.constant;
    form.wires.forEach((wire, i) => {
      const coefficient = form.coefficients[i] as bigint;
      const { root, factor, offset } = this.of(wire);
      constant += coefficient * offset;
      if (factor !== 0n) terms.set(root, (terms.get(root) ?? 0n) + coefficient * factor);
    });
    return formOf(terms, constant, this.prime);
  }

  /** Takes form = 0 with one or two wires as a definition of one of them. */
  define(form: Form): void {
    const [first, second] = form.wires as [number, number?];
    const [c1, c2] = form.coefficients as [bigint, bigint?];
    const swap = second !== undefined && (this.isInput(first) || (!this.isInput(second) && first < second));
    const [wire, root] = swap ? [second, first] : [first, second];
    const [own, other] = swap ? [c2 as bigint, c1] : [c1, c2];
    const scale = -inverse(own, this.prime);
    this.list[wire] = {
      root: root ?? 0,
      factor: centred(scale * (other ?? 0n), this.prime),
      offset: centred(scale * form.constant, this.prime),
    };
  }

  /** Makes `wire` the root of its class in place of its root. */
  promote(wire: number): void {
    const { root, factor, offset } = this.of(wire);
    const back = inverse(factor, this.prime);
    this.list[root] = {
      root: wire,
      factor: centred(back, this.prime),
      offset: centred(-offset * back, this.prime),
    };
    this.list[wire] = { root: wire, factor: 1n, offset: 0n };
  }

  all(): readonly Alias[] {
    return this.list.map((_, wire) => this.of(wire));
  }
}

function formOfRow(row: Row, prime: bigint): Form {
  const terms = new Map(row);
  const constant = terms.get(0) ?? 0n;
  terms.delete(0);
  return formOf(terms, constant, prime);
}

/** a·b = c as a linear equation where a or b is constant. */
function simplified(equation: Equation, aliases: Aliases, prime: bigint): Equation {
  if (equation.kind === "linear") return { kind: "linear", form: aliases.rewrite(equation.form) };
  const [a, b, c] = [aliases.rewrite(equation.a), aliases.rewrite(equation.b), aliases.rewrite(equation.c)];
  if (isConstant(a)) return { kind: "linear", form: combine([[a.constant, b], [-1n, c]], prime) }; // prettier-ignore
  if (isConstant(b)) return { kind: "linear", form: combine([[b.constant, a], [-1n, c]], prime) }; // prettier-ignore
  return { kind: "product", a, b, c };
}

/**
 * Roots that are g times a wire of their class, by a linear equation u + g·(…) + k = 0: in₀ = 2ⁿ·c₀ makes in₀ the root of
 * the carry c₀, and it is c₀ that the bits are of. Integers stay small when c₀ is the root.
 */
function multiplesOfOthers(
  equations: readonly Equation[],
  aliases: readonly Alias[],
  prime: bigint,
): number[] {
  const divided = new Map<string, number>();
  aliases.forEach(({ root, factor }, wire) => {
    if (root !== wire && factor !== 0n && factor !== 1n) divided.set(`${root} ${abs(factor)}`, wire);
  });
  return equations.flatMap((equation) => {
    if (equation.kind !== "linear") return [];
    const { wires, coefficients } = withSmallCoefficients(equation.form, prime);
    const units = coefficients.filter((value) => abs(value) === 1n);
    const unit = wires[coefficients.findIndex((value) => abs(value) === 1n)];
    if (units.length !== 1 || unit === undefined) return [];
    const common = coefficients.reduce((g, value) => (abs(value) === 1n ? g : gcd(g, value)), 0n);
    if (common <= 1n) return [];
    return divided.get(`${unit} ${abs(centred(inverse(common, prime), prime))}`) ?? [];
  });
}

/** The equations of a system as they are written. */
function equationsOf({ constraints, prime }: ConstraintSystem): Equation[] {
  return constraints.map(({ a, b, c }) => ({
    kind: "product",
    a: formOfRow(a, prime),
    b: formOfRow(b, prime),
    c: formOfRow(c, prime),
  }));
}

/** Equivalent to the given equations: the same solutions, with aliased wires recovered from their roots. */
export function reduceEquations(
  given: readonly Equation[],
  wires: number,
  prime: bigint,
  inputs: ReadonlySet<number>,
): Reduced {
  const aliases = new Aliases(wires, prime, (wire) => inputs.has(wire));
  let equations = [...given];
  let contradictory = false;
  for (let defined = true; defined;) {
    defined = false;
    const kept: Equation[] = [];
    for (const one of equations) {
      const equation = simplified(one, aliases, prime);
      if (equation.kind === "linear" && equation.form.wires.length <= 2) {
        if (!isConstant(equation.form)) {
          aliases.define(equation.form);
          defined = true;
        } else if (equation.form.constant !== 0n) contradictory = true;
      } else kept.push(equation);
    }
    equations = kept;
  }
  const promoted = new Set(multiplesOfOthers(equations, aliases.all(), prime));
  for (const wire of promoted) if (!inputs.has(aliases.of(wire).root)) aliases.promote(wire);
  if (promoted.size > 0) equations = equations.map((equation) => simplified(equation, aliases, prime));
  equations = equations.map((equation) =>
    equation.kind === "linear"
      ? { kind: "linear", form: withSmallCoefficients(equation.form, prime) }
      : equation,
  );
  const uses: number[][] = Array.from({ length: wires }, () => []);
  equations.forEach((equation, index) => {
    for (const wire of wiresOf(equation)) uses[wire]?.push(index);
  });
  const all = aliases.all();
  const roots = new Set<number>();
  for (const input of inputs) roots.add((all[input] as Alias).root);
  roots.delete(0);
  return { prime, wires, equations, uses, aliases: all, inputs: roots, contradictory };
}

export function reduce(system: ConstraintSystem): Reduced {
  return reduceEquations(equationsOf(system), system.wires, system.prime, new Set(system.inputs));
}

/** The values of all wires from those of the roots. */
export function expand(reduced: Reduced, valueOfRoot: (wire: number) => bigint): bigint[] {
  return reduced.aliases.map(({ root, factor, offset }) =>
    mod(factor === 0n ? offset : factor * valueOfRoot(root) + offset, reduced.prime),
  );
}
