/** The linter: every template that main is made of. */
import type { SyntaxTree } from "../../../transcripts/circom/syntaxTree.js";
import { unconstrained, unread } from "./assigned.js";
import { CallReader } from "./calls.js";
import type { Complaint } from "./complaint.js";
import { outline, type Outline } from "./outline.js";
import { Summaries } from "./summary.js";

export type { Complaint } from "./complaint.js";

/** circomlib's own insides, which its many readers know; as a target of its own it is looked at like anything else. */
const isOfCircomlib = (file: string): boolean => /[\\/]circomlib[\\/]circuits[\\/]/.test(file);

/** @param main the template that main is an instance of */
export function lint(
  trees: readonly SyntaxTree[],
  main: string,
): { complaints: Complaint[]; templates: number } {
  const outlines = new Map<string, Outline>();
  for (const { file, definitions } of trees)
    for (const definition of definitions)
      if (definition.kind === "template") outlines.set(definition.name, outline(definition, file));
  const reached = reachedFrom(main, outlines);
  const own = outlines.get(main);
  const looksIntoLibrary = own !== undefined && isOfCircomlib(own.file);
  const isReviewed = ({ file }: Outline): boolean => isOfCircomlib(file) && !looksIntoLibrary;
  const calls = new CallReader(outlines, new Summaries(outlines), isReviewed).read(main);
  const others = reached.flatMap((one) => (isReviewed(one) ? [] : [...unconstrained(one), ...unread(one)]));
  return { complaints: [...calls, ...others], templates: reached.length };
}

function reachedFrom(main: string, outlines: ReadonlyMap<string, Outline>): Outline[] {
  const names = new Set([main]);
  for (const name of names) for (const { template } of outlines.get(name)?.calls ?? []) names.add(template);
  return [...names].flatMap((name) => outlines.get(name) ?? []);
}
