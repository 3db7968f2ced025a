/** Lemma: linear equations together. */
import { eliminate } from "../solve/gauss.js";
import { formOf, type Form } from "../system/form.js";
import type { Knowledge } from "./knowledge.js";

/** Components with more equations are left alone: elimination is cubic. */
const MAX_ROWS = 200;

/** The unknown part of an equation whose products are known; null for one that is not linear in its unknowns. */
function unknownPart(knowledge: Knowledge, index: number): Form | null {
  const equation = knowledge.reduced.equations[index];
  if (equation === undefined) return null;
  const form = equation.kind === "linear" ? equation.form : equation.c;
  if (equation.kind === "product") {
    const factors = [...equation.a.wires, ...equation.b.wires];
    if (factors.some((wire) => !knowledge.isDetermined(wire))) return null;
  }
  const terms = new Map<number, bigint>();
  form.wires.forEach((wire, i) => {
    if (!knowledge.isDetermined(wire)) terms.set(wire, form.coefficients[i] as bigint);
  });
  return terms.size > 0 ? formOf(terms, 0n, knowledge.prime) : null;
}

/** Rows that share unknowns, directly or through others. */
function components(rows: readonly Form[]): Form[][] {
  const home = new Map<number, Set<Form>>();
  for (const row of rows) {
    const merged = new Set([row]);
    for (const wire of row.wires) for (const other of home.get(wire) ?? []) merged.add(other);
    for (const one of merged) for (const wire of one.wires) home.set(wire, merged);
  }
  return [...new Set(home.values())].map((set) => [...set]);
}

/**
 * Lemma. Let Σⱼ mᵢⱼ·xⱼ be known for the rows i of a constant matrix M over the field (all other terms of these equations
 * are determined). The differences d of two witnesses satisfy M·d = 0; where reduction of M leaves a row with the single
 * wire x, dₓ = 0.
 */
export function proveByElimination(knowledge: Knowledge, open: readonly number[]): number[] {
  const rows = open.flatMap((index) => unknownPart(knowledge, index) ?? []);
  const news: number[] = [];
  for (const component of components(rows)) {
    if (component.length < 2 || component.length > MAX_ROWS) continue;
    for (const row of eliminate(component, knowledge.prime)) {
      const [wire] = row.wires;
      if (wire === undefined || row.wires.length > 1) continue;
      if (knowledge.determine([wire], "linear elimination")) news.push(wire);
    }
  }
  return news;
}
