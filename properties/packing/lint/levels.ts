/** What is known of values: nothing, that they are small and not negative, that they are bits, or constants. */
import type { Expression } from "../../../transcripts/circom/syntaxTree.js";
import { anonymousName, baseOf, basesIn, type Base, type Call, type Outline } from "./outline.js";

export const NOTHING: Level = 0;
export const RANGED: Level = 1;
export const BIT: Level = 2;
/** Computed while compiling: loops, parameters, literals. */
export const CONSTANT: Level = 3;
export type Level = 0 | 1 | 2 | 3;

const least = (levels: readonly Level[]): Level =>
  levels.reduce<Level>((low, level) => (level < low ? level : low), CONSTANT);

/** What a caller needs to know of a template: what it checks of its inputs, and what its outputs are. */
export interface Summary {
  /** In the order of their declaration. */
  readonly inputs: readonly string[];
  /** What the template constrains its inputs to be. */
  readonly checks: ReadonlyMap<string, Level>;
  /** Names only; what they are depends on the inputs. */
  readonly outputs: readonly string[];
}

/** How the templates that a template calls behave. */
export interface Behaviour {
  readonly summaryOf: (call: Call) => Summary | null;
  /** What a call's outputs are for inputs of these levels, in the order of the template's inputs. */
  readonly outputsOf: (call: Call, inputs: readonly Level[]) => ReadonlyMap<string, Level>;
}

export interface Known {
  readonly of: (expression: Expression) => Level;
  /** What constraints and calls say of a base, whatever its value comes from. */
  readonly established: ReadonlyMap<Base, Level>;
}

/**
 * The greatest fixed point of levels over a template's assignments.
 * @param inputs what is assumed of the inputs, in their order; where all are ranged, differences are taken for ranged
 * too: somebody made sure
 */
export function levelsOf(
  outline: Outline,
  inputs: readonly Level[],
  { summaryOf, outputsOf }: Behaviour,
): Known {
  const levels = new Map<Base, Level>();
  const established = new Map<Base, Level>();
  const byComponent = new Map(outline.calls.map((call) => [call.component, call]));
  const own = new Map(outline.inputs.map((name, i) => [name, inputs[i] ?? NOTHING]));
  const isAssumed = inputs.length > 0 && least(inputs) > NOTHING;
  const raise = (base: Base, level: Level): void => {
    if (level > (established.get(base) ?? NOTHING)) established.set(base, level);
  };
  const levelOfBase = (base: Base): Level => {
    const known = established.get(base) ?? NOTHING;
    const isSignal = outline.signals.has(base) || base.includes(".");
    const level = own.get(base) ?? levels.get(base) ?? (isSignal ? NOTHING : CONSTANT);
    return level > known ? level : known;
  };
  const of = (expression: Expression): Level => {
    const base = baseOf(expression);
    if (base !== null) return levelOfBase(base);
    switch (expression.kind) {
      case "number":
        return CONSTANT;
      case "operation":
        return operationLevel(expression.operator, expression.parts, of, isAssumed);
      case "list":
        return least(expression.items.map(of));
      case "call":
        return least(expression.given.map(of)) === CONSTANT ? CONSTANT : NOTHING;
      case "anonymous": {
        const call = byComponent.get(anonymousName(expression.line, expression.name));
        const [port] = (call === undefined ? null : summaryOf(call))?.outputs ?? [];
        return call === undefined || port === undefined ? NOTHING : levelOfBase(`${call.component}.${port}`);
      }
      default:
        return NOTHING;
    }
  };

  const outputLevel = (call: Call, summary: Summary, port: string): Level => {
    const given = summary.inputs.map((name, place) => {
      const values = call.inputs.filter(
        (one) => one.port === name || (one.port === null && one.place === place),
      );
      return values.length === 0 ? NOTHING : least(values.map(({ value }) => of(value)));
    });
    return outputsOf(call, given).get(port) ?? NOTHING;
  };
  // A step computes the level of a base from those of others; all are monotone, and begin at the top.
  const steps = new Map<Base, () => Level>();
  for (const base of new Set(outline.assignments.map(({ to }) => to))) {
    const values = outline.assignments.filter(({ to }) => to === base);
    if (!byComponent.has(base))
      steps.set(base, () =>
        least(values.map(({ operator, value }) => (operator === "<--" ? NOTHING : of(value)))),
      );
  }
  for (const call of outline.calls) {
    const summary = summaryOf(call);
    for (const port of summary?.outputs ?? [])
      if (summary !== null) steps.set(`${call.component}.${port}`, () => outputLevel(call, summary, port));
  }
  // What constraints establish raises levels, so that the descent begins anew.
  do {
    for (const base of steps.keys()) levels.set(base, CONSTANT);
    descend(levels, steps);
  } while (establish(outline, of, summaryOf, raise, established));
  return { of, established };
}

/** Lowers every level until all agree with their steps. */
function descend(levels: Map<Base, Level>, steps: ReadonlyMap<Base, () => Level>): void {
  for (let changed = true; changed;) {
    changed = false;
    for (const [base, step] of steps) {
      const next = step();
      if (next >= (levels.get(base) ?? NOTHING)) continue;
      levels.set(base, next);
      changed = true;
    }
  }
}

const splitAt = (base: Base): [string, string?] => {
  const dot = base.indexOf(".");
  return dot === -1 ? [base] : [base.slice(0, dot), base.slice(dot + 1)];
};

function operationLevel(
  operator: string,
  parts: readonly Expression[],
  of: (expression: Expression) => Level,
  isAssumed: boolean,
): Level {
  const levels = parts.map(of);
  const low = least(levels);
  if (low === CONSTANT) return CONSTANT;
  const [left = NOTHING, right = NOTHING] = levels;
  if (operator === "?:") return least(levels.slice(1));
  if (operator === "*") return low;
  // Sums of bits are taken for bits: most add cases of which one holds.
  if (operator === "+") return low;
  if (operator === "-" && parts.length === 2) {
    const [one] = parts;
    if (one?.kind === "number" && one.value === 1n && right === BIT) return BIT;
    return isAssumed && left >= RANGED && right >= RANGED ? RANGED : NOTHING;
  }
  return NOTHING;
}

/** One round of what constraints and calls say; whether it said anything new. */
function establish(
  outline: Outline,
  of: (expression: Expression) => Level,
  summaryOf: Behaviour["summaryOf"],
  raise: (base: Base, level: Level) => void,
  established: ReadonlyMap<Base, Level>,
): boolean {
  const before = [...established].join();
  for (const { left, right } of outline.constraints) {
    for (const [one, other] of [
      [left, right],
      [right, left],
    ] as const) {
      const base = baseOf(one);
      const level = of(other);
      if (base !== null && level >= RANGED) raise(base, level === CONSTANT ? RANGED : level);
      if (other.kind === "number" && other.value === 0n) {
        const root = rootsOf(one);
        if (root !== null) raise(root.base, root.level);
      }
      if (other.kind === "number" && other.value === 1n)
        for (const chosen of chosenBy(outline, one)) raise(chosen, RANGED);
    }
  }
  for (const call of outline.calls) {
    const checks = summaryOf(call)?.checks;
    for (const { port, place, value } of call.inputs) {
      const level = checks?.get(port ?? [...(summaryOf(call)?.inputs ?? [])][place] ?? "");
      if (level === undefined) continue;
      const base = baseOf(value);
      if (base !== null) raise(base, level);
    }
  }
  return [...established].join() !== before;
}

/** x·(x − 1) = 0 and its like: factors that are zero for a few values of one base. */
function rootsOf(expression: Expression): { base: Base; level: Level } | null {
  const factors = factorsOf(expression);
  const bases = new Set(factors.flatMap(basesIn));
  const [base] = bases;
  if (factors.length < 2 || bases.size !== 1 || base === undefined) return null;
  const isBit =
    factors.length === 2 &&
    factors.some((factor) => baseOf(factor) === base) &&
    factors.some((factor) => {
      if (factor.kind !== "operation" || factor.operator !== "-" || factor.parts.length !== 2) return false;
      return factor.parts.some((part) => part.kind === "number" && part.value === 1n);
    });
  return { base, level: isBit ? BIT : RANGED };
}

function factorsOf(expression: Expression): Expression[] {
  if (expression.kind !== "operation" || expression.operator !== "*") return [expression];
  return expression.parts.flatMap(factorsOf);
}

/** Σ (index = i) = 1: the bases that are compared with constants for a sum that is constrained to one. */
function chosenBy(outline: Outline, sum: Expression): Base[] {
  const seen = new Set(basesIn(sum));
  const chosen = new Set<Base>();
  for (const base of seen) {
    for (const { to, value, operator } of outline.assignments)
      if (to === base && operator !== "<--") for (const one of basesIn(value)) seen.add(one);
    const [component] = splitAt(base);
    for (const call of outline.calls) {
      if (call.component !== component) continue;
      if (call.template !== "IsEqual")
        for (const { value } of call.inputs) for (const one of basesIn(value)) seen.add(one);
      else for (const { value } of call.inputs) for (const one of basesIn(value)) chosen.add(one);
    }
  }
  return [...chosen].filter((base) => outline.signals.has(base));
}
