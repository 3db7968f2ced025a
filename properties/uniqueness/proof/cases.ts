/** Lemma: cases by the value of a known form (IsZero, one-hot selectors, decoders). */
import { proportionKey, type Form } from "../system/form.js";
import { centred, inverse } from "../system/field.js";
import type { Knowledge, View } from "./knowledge.js";
import { proveByEquation } from "./oneEquation.js";

/** Known factors c·t + k with one linear part t in common, and the equations they are factors in. */
interface Family {
  /** The value of t at which each factor is zero → its equations. */
  readonly zeros: Map<bigint, number[]>;
}

interface Shape {
  readonly part: string;
  /** The form is zero exactly where its normalised linear part has this value. */
  readonly zero: bigint;
}

/** Splits a form into a normalised linear part and the value of it that makes the form zero. */
class Shapes {
  private readonly known = new Map<Form, Shape | null>();

  constructor(private readonly prime: bigint) {}

  of(form: Form): Shape | null {
    const known = this.known.get(form);
    if (known !== undefined) return known;
    const lowest = form.wires.reduce((best, wire) => Math.min(best, wire), Infinity);
    const lead = form.coefficients[form.wires.indexOf(lowest)];
    const shape =
      lead === undefined || form.wires.length > 64
        ? null
        : {
            part: proportionKey({ ...form, constant: 0n }, this.prime),
            zero: centred(-form.constant * inverse(lead, this.prime), this.prime),
          };
    this.known.set(form, shape);
    return shape;
  }
}

/** More steps than this in one case are not taken: a case looks around the split only. */
const MAX_STEPS = 600;
const MAX_CASES = 600;
/** Families with more zeros than this are not propagated case by case. */
const MAX_PROPAGATED = 4;

function familiesOf(knowledge: Knowledge, shapes: Shapes, open: readonly number[]): Map<string, Family> {
  const families = new Map<string, Family>();
  for (const index of open) {
    const equation = knowledge.reduced.equations[index];
    if (equation?.kind !== "product") continue;
    for (const form of [equation.a, equation.b]) {
      if (form.wires.some((wire) => !knowledge.isDetermined(wire)) || knowledge.isNonzero(form)) continue;
      const shape = shapes.of(form);
      if (shape === null) continue;
      const family = families.get(shape.part) ?? { zeros: new Map<bigint, number[]>() };
      families.set(shape.part, family);
      const list = family.zeros.get(shape.zero) ?? [];
      family.zeros.set(shape.zero, [...list, index]);
    }
  }
  return families;
}

/** Tells the propagator of a case; false where the constraints contradict it. */
function enterCase(
  { reduced, propagator }: Knowledge,
  shapes: Shapes,
  part: string,
  value: bigint | null,
  from: readonly number[],
): boolean {
  for (const index of from) {
    const equation = reduced.equations[index];
    if (equation?.kind !== "product") continue;
    for (const form of [equation.a, equation.b]) {
      const shape = shapes.of(form);
      if (shape?.part !== part) continue;
      if (value === null) {
        if (!propagator.setNonzero(form)) return false;
      } else if (shape.zero === value) propagator.add({ kind: "linear", form });
    }
  }
  return propagator.propagate();
}

/** The case t = value, or t not in any of the family's zeros. */
function proveInCase(
  knowledge: Knowledge,
  shapes: Shapes,
  part: string,
  value: bigint | null,
  zeros: ReadonlySet<bigint>,
  from: readonly number[],
): Set<number> {
  const extra = new Set<number>();
  const isZero = (form: Form): boolean => {
    const shape = value === null ? null : shapes.of(form);
    return shape?.part === part && shape.zero === value;
  };
  const isNonzero = (form: Form): boolean => {
    const shape = shapes.of(form);
    if (shape?.part !== part) return false;
    return value === null ? zeros.has(shape.zero) : shape.zero !== value;
  };
  const view: View = {
    prime: knowledge.prime,
    isDetermined: (wire) => extra.has(wire) || knowledge.isDetermined(wire),
    isZero,
    isNonzero: (form) => isNonzero(form) || knowledge.isNonzero(form),
    width: (wire) => knowledge.width(wire),
  };
  const queue = new Set(from);
  let steps = 0;
  for (const index of queue) {
    queue.delete(index);
    if (steps++ > MAX_STEPS + from.length) break;
    const equation = knowledge.reduced.equations[index];
    const proved = equation === undefined ? null : proveByEquation(view, equation);
    for (const wire of proved?.wires ?? []) {
      extra.add(wire);
      for (const user of knowledge.reduced.uses[wire] ?? []) queue.add(user);
    }
  }
  return extra;
}

/**
 * Lemma. Let t be a form whose wires are all determined, and v₁, …, v_m field elements. In every pair of witnesses t has
 * one value for both, so that the pair is in exactly one of the cases t = vᵢ or t ∉ {v₁, …, v_m}. A wire that is
 * determined in each of the m + 1 cases is determined.
 *
 * In the case t = vᵢ every form c·(t − vᵢ) is zero and every c·(t − vⱼ), vⱼ ≠ vᵢ, is not; in the last case none of them
 * is. What follows for intervals in a case is propagated in it, and a case without witnesses asks for nothing. The vᵢ are the zeros of the known factors: for IsZero it is the case in = 0, for a one-hot selector in = 0, 1, ….
 */
export function proveByCases(knowledge: Knowledge, open: readonly number[]): number[] {
  const shapes = new Shapes(knowledge.prime);
  const news: number[] = [];
  for (const [part, { zeros }] of familiesOf(knowledge, shapes, open)) {
    if (zeros.size > MAX_CASES) continue;
    const from = [...new Set([...zeros.values()].flat())];
    const values = new Set(zeros.keys());
    let common: number[] | null = null;
    for (const value of [null, ...values]) {
      const mark = knowledge.propagator.mark();
      const isPossible = values.size > MAX_PROPAGATED || enterCase(knowledge, shapes, part, value, from);
      const proved = isPossible ? proveInCase(knowledge, shapes, part, value, values, from) : null;
      for (const wire of knowledge.propagator.domains.fixedSince(mark.domains)) proved?.add(wire);
      knowledge.propagator.undo(mark);
      // A case that contradicts the constraints has no witnesses: everything is determined in it.
      if (proved === null) continue;
      common = common === null ? [...proved] : common.filter((wire) => proved.has(wire));
      if (common.length === 0) break;
    }
    const wires = common ?? [];
    if (knowledge.determine(wires, "cases of a known form")) news.push(...wires);
  }
  return news;
}
