/** Which wires limb arithmetic is about: those that others are written in. */
import type { Domains } from "../solve/domains.js";
import type { Reduced } from "../system/reduce.js";

/** A linear equation u = Σ cᵢ·bᵢ + k over two-valued bᵢ: the wire u whose interval it gives, else null. */
function decomposedWire(domains: Domains, reduced: Reduced, index: number): number | null {
  const equation = reduced.equations[index];
  if (equation?.kind !== "linear") return null;
  let found: number | null = null;
  for (const [i, wire] of equation.form.wires.entries()) {
    if (domains.width(wire) <= 1n) continue;
    const coefficient = equation.form.coefficients[i];
    if (found !== null || (coefficient !== 1n && coefficient !== -1n)) return null;
    found = wire;
  }
  return found;
}

/**
 * Atoms: inputs, wires with at most two values, and wires that a bit decomposition bounds. Products and sums of limbs are
 * none, even where they are bounded, so that they are written out in the limbs.
 * @returns the atoms, and the equations that bound them
 */
export function findAtoms(
  domains: Domains,
  reduced: Reduced,
): { readonly atoms: ReadonlySet<number>; readonly bounding: ReadonlySet<number> } {
  const atoms = new Set<number>(reduced.inputs);
  const bounding = new Set<number>();
  for (let wire = 1; wire < reduced.wires; wire++) if (domains.width(wire) <= 1n) atoms.add(wire);
  reduced.equations.forEach((_, index) => {
    const wire = decomposedWire(domains, reduced, index);
    if (wire === null || domains.isWide(wire)) return;
    atoms.add(wire);
    bounding.add(index);
  });
  return { atoms, bounding };
}
