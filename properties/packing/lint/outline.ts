/** A template's statements, sorted by what they say: which base is assigned what, and what is constrained. */
import type { Definition, Expression, Statement } from "../../../transcripts/circom/syntaxTree.js";

/**
 * A base is a signal or variable without its indices, or `component.port`: what is known is known of all its elements.
 * That is coarse, and it is what makes this a heuristic.
 */
export type Base = string;

export interface Assignment {
  readonly to: Base;
  readonly value: Expression;
  readonly operator: "=" | "<==" | "<--";
  readonly line: number;
}

/** A component by name, or an anonymous one by its place. */
export interface Call {
  readonly component: Base;
  readonly template: string;
  readonly given: readonly Expression[];
  readonly line: number;
  /** The values of its inputs; a port is null where they are given by place. */
  readonly inputs: {
    readonly port: string | null;
    readonly place: number;
    readonly value: Expression;
    readonly line: number;
  }[];
}

export interface Outline {
  readonly definition: Definition;
  readonly file: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly signals: ReadonlySet<Base>;
  readonly assignments: readonly Assignment[];
  readonly constraints: readonly {
    readonly left: Expression;
    readonly right: Expression;
    readonly line: number;
  }[];
  readonly calls: readonly Call[];
}

/** The base of a reference, or null for what is none. */
export function baseOf(expression: Expression): Base | null {
  if (expression.kind === "name") return expression.name;
  if (expression.kind === "index") return baseOf(expression.base);
  if (expression.kind !== "member") return null;
  const base = baseOf(expression.base);
  return base === null ? null : `${base}.${expression.member}`;
}

/** The name by which an anonymous component's outputs are known. */
export const anonymousName = (line: number, template: string): Base => `${template}@${line}`;

export function outline(definition: Definition, file: string): Outline {
  const inputs: string[] = [];
  const outputs: string[] = [];
  const signals = new Set<Base>();
  const assignments: Assignment[] = [];
  const constraints: Outline["constraints"][number][] = [];
  const calls: Call[] = [];
  const seek = (expression: Expression): void => {
    for (const part of partsOf(expression)) seek(part);
    if (expression.kind !== "anonymous") return;
    const { name, given, line } = expression;
    const values = expression.inputs.map(({ port, value }, place) => ({ port, place, value, line }));
    calls.push({ component: anonymousName(line, name), template: name, given, line, inputs: values });
  };
  const assign = (
    to: Expression,
    value: Expression,
    operator: Assignment["operator"],
    line: number,
  ): void => {
    if (to.kind === "list") for (const one of to.items) assign(one, value, operator, line);
    const base = baseOf(to);
    if (base !== null) assignments.push({ to: base, value, operator, line });
  };
  const visit = (statement: Statement): void => {
    if (statement.kind === "declare") {
      for (const { name } of statement.names) {
        if (statement.what === "signal") signals.add(name);
        if (statement.direction === "input") inputs.push(name);
        if (statement.direction === "output") outputs.push(name);
      }
    } else if (statement.kind === "branch") {
      for (const one of [...statement.body, ...statement.otherwise]) visit(one);
    } else if (statement.kind === "constrain") {
      seek(statement.left);
      seek(statement.right);
      constraints.push(statement);
    } else if (statement.kind === "assign") {
      seek(statement.value);
      assign(statement.to, statement.value, statement.operator, statement.line);
    } else for (const value of statement.values) seek(value);
  };
  for (const statement of definition.body) visit(statement);
  // `component c = T(n)` and `c[i] = T(n)` are assignments until here.
  for (const { to, value, operator, line } of assignments) {
    if (operator !== "=" || value.kind !== "call") continue;
    calls.push({ component: to, template: value.name, given: value.given, line, inputs: [] });
  }
  for (const { to, value, line } of assignments) {
    const dot = to.indexOf(".");
    if (dot === -1) continue;
    for (const call of calls)
      if (call.component === to.slice(0, dot))
        call.inputs.push({ port: to.slice(dot + 1), place: 0, value, line });
  }
  return { definition, file, inputs, outputs, signals, assignments, constraints, calls };
}

/** What an expression is made of, one level down. */
function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "operation":
      return expression.parts;
    case "list":
      return expression.items;
    case "index":
      return [expression.base, expression.index];
    case "member":
      return [expression.base];
    case "call":
      return expression.given;
    case "anonymous":
      return [...expression.given, ...expression.inputs.map(({ value }) => value)];
    case "number":
    case "name":
      return [];
  }
}

/** All bases that an expression reads; an anonymous component stands for its own. Indices are left out. */
export function basesIn(expression: Expression): Base[] {
  const base = baseOf(expression);
  if (base !== null) return [base];
  if (expression.kind === "index") return basesIn(expression.base);
  const own = expression.kind === "anonymous" ? [anonymousName(expression.line, expression.name)] : [];
  return [...own, ...partsOf(expression).flatMap(basesIn)];
}

/** As circom writes it, shortened. */
export function textOf(expression: Expression): string {
  const all = (some: readonly Expression[]): string => some.map(textOf).join(", ");
  switch (expression.kind) {
    case "number":
      return String(expression.value);
    case "name":
      return expression.name;
    case "index":
      return `${textOf(expression.base)}[${textOf(expression.index)}]`;
    case "member":
      return `${textOf(expression.base)}.${expression.member}`;
    case "call":
      return `${expression.name}(${all(expression.given)})`;
    case "anonymous":
      return `${expression.name}(${all(expression.given)})(…)`;
    case "list":
      return `[${all(expression.items)}]`;
    case "operation": {
      const [first, second, third] = expression.parts.map(textOf);
      if (third !== undefined) return `(${first} ? ${second} : ${third})`;
      return second === undefined
        ? `${expression.operator}${first}`
        : `(${first} ${expression.operator} ${second})`;
    }
  }
}
