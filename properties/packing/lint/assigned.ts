/** Signals that are assigned and never constrained, and answers that nobody reads. */
import { basesIn, type Call, type Outline } from "./outline.js";
import type { Complaint } from "./complaint.js";

/** Templates that are only there for their answer. */
const answering = new Set(
  "IsZero IsEqual LessThan LessEqThan GreaterThan GreaterEqThan AND OR XOR NOT NAND NOR MultiAND".split(" "),
);

/** `x <-- e` where x is in no constraint: the prover puts what they like. */
export function unconstrained(outline: Outline): Complaint[] {
  const { definition, file, assignments, constraints } = outline;
  const constrained = new Set(
    constraints.flatMap(({ left, right }) => [...basesIn(left), ...basesIn(right)]),
  );
  const bound = new Set(constrained);
  for (const { to, value, operator } of assignments) {
    if (operator === "<--") continue;
    // A variable that a constraint reads carries on what it was made of.
    if (operator === "<==" || outline.signals.has(to) || to.includes(".")) {
      bound.add(to);
      for (const base of basesIn(value)) bound.add(base);
    }
  }
  for (let grown = true; grown;) {
    const before = bound.size;
    for (const { to, value, operator } of assignments)
      if (operator === "=" && bound.has(to)) for (const base of basesIn(value)) bound.add(base);
    for (const { component, inputs } of outline.calls)
      if (component.includes("@"))
        for (const { value } of inputs) for (const base of basesIn(value)) bound.add(base);
    grown = bound.size > before;
  }
  const seen = new Set<string>();
  return assignments.flatMap(({ to, operator, line }) => {
    if (operator !== "<--" || bound.has(to) || seen.has(to) || to === "_") return [];
    seen.add(to);
    const statement = `${to} <-- … in ${definition.name}: no constraint holds ${to}, and the prover may put any value`;
    return [{ file, line, template: definition.name, statement, values: { signal: to }, isStated: false }];
  });
}

/** Comparisons and gates whose output is never read: they constrain nothing. */
export function unread(outline: Outline): Complaint[] {
  const { definition, file, assignments, constraints, calls } = outline;
  const read = new Set(
    [
      ...assignments.filter(({ to }) => to !== "_").map(({ value }) => value),
      ...constraints.flatMap(({ left, right }) => [left, right]),
      ...calls.flatMap(({ inputs }) => inputs.map(({ value }) => value)),
    ].flatMap(basesIn),
  );
  return calls.flatMap((call): Complaint[] => {
    const output = outputOf(call);
    if (output === null || read.has(output) || read.has(call.component)) return [];
    const port = output.split(".")[1] ?? "answer";
    const statement = `${call.template} in ${definition.name}: nothing reads its ${port}, so that it holds nothing`;
    const { line } = call;
    return [
      { file, line, template: definition.name, statement, values: { call: call.template }, isStated: false },
    ];
  });
}

/** The output without which the call is for nothing. */
function outputOf({ component, template }: Call): string | null {
  if (template === "Decoder") return `${component}.success`;
  if (!answering.has(template)) return null;
  return component.includes("@") ? component : `${component}.out`;
}
