import type { Prepared } from "../prepare.js";

/** Whether a wire of the system is determined: a constant, or its root is. Vacuously so where there is no witness. */
export function isProvenDetermined({ reduced, knowledge, contradictory }: Prepared, wire: number): boolean {
  const alias = reduced.aliases[wire];
  if (alias === undefined) throw new RangeError(`there is no wire ${wire}`);
  return contradictory || alias.factor === 0n || knowledge.isDetermined(alias.root);
}
