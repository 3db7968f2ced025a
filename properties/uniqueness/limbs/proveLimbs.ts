/** Limb arithmetic: from constraints modulo p to integer identities, and from these to determined limbs. */
import { isOver, type Budget } from "../budget.js";
import type { Knowledge } from "../proof/knowledge.js";
import { abs, inverse } from "../system/field.js";
import { wiresOf } from "../system/reduce.js";
import { findAtoms } from "./atoms.js";
import { asDivision, proveByDivision, type DivisionFacts } from "./division.js";
import { Expressions } from "./express.js";
import { lift } from "./lift.js";
import { mergeCarries } from "./merge.js";
import { provesLess } from "./order.js";
import { addScaled, wiresOfKey, type Polynomial } from "./polynomial.js";

/** The equations between limbs modulo p that the constraints imply, with everything else written out. */
function limbEquations({ reduced, propagator: { domains } }: Knowledge, budget: Budget): Polynomial[] {
  const { atoms, bounding } = findAtoms(domains, reduced);
  const expressions = new Expressions(reduced, atoms, budget);
  const isLogic = (wire: number): boolean => domains.width(wire) <= 1n;
  const indices = reduced.equations.flatMap((equation, index) =>
    bounding.has(index) || wiresOf(equation).every(isLogic) ? [] : [index],
  );
  expressions.run(indices);
  return expressions.identities;
}

/** f − (fₓ/gₓ)·g, modulo p. */
function without(f: Polynomial, g: Polynomial, wire: number, prime: bigint): Polynomial {
  const rest = new Map(f);
  const scale = (f.get(wire) ?? 0n) * inverse(g.get(wire) ?? 0n, prime);
  addScaled(rest, g, -scale, prime);
  return rest;
}

/**
 * The same equations, where values of a polynomial at several points became equations that share its products: each product
 * is kept in one of them, which is a coefficient again. Equations that share no product stay as they are.
 */
function separated(
  equations: readonly Polynomial[],
  stride: number,
  prime: bigint,
  budget: Budget,
): readonly Polynomial[] {
  const done: { pivot: number; row: Polynomial }[] = [];
  const rest: Polynomial[] = [];
  for (const equation of equations) {
    if (isOver(budget)) return equations;
    const row = done.reduce(
      (some, { pivot, row: other }) => (some.has(pivot) ? without(some, other, pivot, prime) : some),
      equation,
    );
    const pivot = [...row.keys()].find((key) => key >= stride);
    if (pivot === undefined) {
      rest.push(row);
      continue;
    }
    for (const one of done) if (one.row.has(pivot)) one.row = without(one.row, row, pivot, prime);
    done.push({ pivot, row });
  }
  return [...rest, ...done.map(({ row }) => row)];
}

/**
 * The same equations with fewer terms: one that shares a wire with a shorter one loses what the two have in common, if
 * that makes it shorter. Interpolation leaves such multiples of its first point everywhere.
 */
function shortened(
  equations: readonly Polynomial[],
  isUnknown: (wire: number) => boolean,
  prime: bigint,
): Polynomial[] {
  const done: Polynomial[] = [];
  const users = new Map<number, Polynomial[]>();
  for (const equation of equations.toSorted((f, g) => f.size - g.size)) {
    let best = equation;
    for (let progress = true; progress;) {
      progress = false;
      for (const wire of best.keys()) {
        for (const shorter of users.get(wire) ?? []) {
          const candidate = without(best, shorter, wire, prime);
          if (candidate.size >= best.size) continue;
          best = candidate;
          progress = true;
          break;
        }
        if (progress) break;
      }
    }
    if (best.size === 0) continue;
    done.push(best);
    for (const key of best.keys()) if (isUnknown(key)) users.set(key, [...(users.get(key) ?? []), best]);
  }
  return done;
}

/**
 * Those of them that hold over the integers. Where an equation cannot be lifted as it stands, one that was is used to
 * remove a wire from it first: both hold modulo p, and so does the difference.
 */
function integerIdentities(
  knowledge: Knowledge,
  equations: readonly Polynomial[],
  budget: Budget,
): Polynomial[] {
  const { reduced, prime, propagator } = knowledge;
  const stride = reduced.wires;
  const lifted: Polynomial[] = [];
  const defining = new Map<number, Polynomial>();
  const accept = (equation: Polynomial): boolean => {
    const exact = lift(propagator.domains, equation, stride);
    if (exact === null) return false;
    lifted.push(exact);
    for (const key of equation.keys()) {
      if (isUnknown(key) && !defining.has(key)) defining.set(key, equation);
    }
    return true;
  };
  const isUnknown = (key: number): boolean => key !== 0 && key < stride && !knowledge.isDetermined(key);
  let waiting = shortened(separated(equations, stride, prime, budget), isUnknown, prime).filter(
    (equation) => !accept(equation),
  );
  for (let progress = true; progress && waiting.length > 0;) {
    const before = waiting.length;
    waiting = waiting.filter((equation) => {
      const wires = [...equation.keys()].filter((key) => defining.has(key));
      return !wires.some((wire) => accept(without(equation, defining.get(wire) as Polynomial, wire, prime)));
    });
    progress = waiting.length < before;
  }
  return lifted;
}

/** x − y + k = z and the like: it names a limb again, and is no link of a chain of carries. */
const isComparison = (identity: Polynomial, stride: number): boolean =>
  [...identity].every(([key, coefficient]) => key === 0 || (key < stride && abs(coefficient) === 1n));

/**
 * Determines limbs: every equation that is left between limbs is lifted to the integers where the intervals allow it,
 * carries are eliminated, and quotients and remainders are unique where a remainder is less than its divisor.
 */
export function proveLimbs(knowledge: Knowledge, budget: Budget): number[] {
  const { reduced, propagator } = knowledge;
  const stride = reduced.wires;
  const isOpen = (polynomial: Polynomial): boolean =>
    [...polynomial.keys()].some((key) =>
      wiresOfKey(key, stride).some((wire) => !knowledge.isDetermined(wire)),
    );
  const identities = integerIdentities(knowledge, limbEquations(knowledge, budget).filter(isOpen), budget);
  const chains = identities.filter((identity) => !isComparison(identity, stride));
  const merged = mergeCarries(chains, stride, (wire) => !knowledge.isDetermined(wire));
  const facts: DivisionFacts = {
    isDetermined: (wire) => knowledge.isDetermined(wire),
    low: (wire) => propagator.domains.low(wire),
    high: (wire) => propagator.domains.high(wire),
    isLess: (remainder, divisor) => provesLess(reduced, propagator.domains, remainder, divisor),
  };
  const news: number[] = [];
  for (const identity of [...identities, ...merged]) {
    const division = asDivision(identity, stride, facts.isDetermined);
    if (division === null) continue;
    const wires = proveByDivision(division, facts);
    const lemma = division.quotient.size === 0 ? "integer identity of limbs" : "quotient and remainder";
    if (knowledge.determine(wires, lemma)) news.push(...wires);
  }
  return news;
}
