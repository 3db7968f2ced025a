/** Lemma: integer equations that share carries give one without them. */
import { addExactly, wiresOfKey, type Polynomial } from "./polynomial.js";

/** Longer chains than this are not followed. */
const MAX_MERGES = 4000;

/** Wires that occur in a polynomial linearly only. */
function linearWires(polynomial: Polynomial, stride: number): Set<number> {
  const wires = new Set<number>();
  for (const key of polynomial.keys()) if (key !== 0 && key < stride) wires.add(key);
  for (const key of polynomial.keys()) {
    if (key >= stride) for (const wire of wiresOfKey(key, stride)) wires.delete(wire);
  }
  return wires;
}

/**
 * Lemma. If f = 0 and g = 0 over the integers, so is every integer combination. A carry c with coefficient ±1 in g and γ
 * in f, in no other equation, is eliminated by f ∓ γ·g = 0: the chain in₀ = 2ⁿ·c₀, inᵢ + cᵢ₋₁ = 2ⁿ·cᵢ, in_{m} + c_{m−1} = 0
 * becomes Σ 2ⁿⁱ·inᵢ = 0. Combinations need no bound.
 * @param isCarry wires that may be eliminated
 */
export function mergeCarries(
  equations: readonly Polynomial[],
  stride: number,
  isCarry: (wire: number) => boolean,
): Polynomial[] {
  const active = new Set<Polynomial>(equations.map((one) => new Map(one)));
  const home = new Map<number, Set<Polynomial>>();
  const enter = (polynomial: Polynomial): void => {
    for (const key of polynomial.keys()) {
      for (const wire of wiresOfKey(key, stride)) {
        if (!isCarry(wire)) continue;
        const set = home.get(wire) ?? new Set<Polynomial>();
        home.set(wire, set.add(polynomial));
      }
    }
  };
  for (const polynomial of active) enter(polynomial);
  const queue = [...home.keys()];
  for (let merges = 0; queue.length > 0 && merges < MAX_MERGES;) {
    const wire = queue.pop() as number;
    const places = [...(home.get(wire) ?? [])].filter((one) => active.has(one));
    const [f, g] = places;
    if (f === undefined || g === undefined || places.length > 2) continue;
    if (!linearWires(f, stride).has(wire) || !linearWires(g, stride).has(wire)) continue;
    const unit = [f, g].find((one) => one.get(wire) === 1n || one.get(wire) === -1n);
    if (unit === undefined) continue;
    const other = unit === f ? g : f;
    const merged = new Map(other);
    addExactly(merged, unit, -(other.get(wire) ?? 0n) * (unit.get(wire) ?? 0n));
    active.delete(f);
    active.delete(g);
    active.add(merged);
    enter(merged);
    merges++;
    for (const key of merged.keys()) if (key !== 0 && key < stride && isCarry(key)) queue.push(key);
  }
  return [...active];
}
