import type { Evidence } from "../findings/index.js";
import type { Circuit } from "./circuit/index.js";
import { readTrees, templateNamed } from "./contract/trees.js";

/** Where main's template is defined, and what is written above it; the target's file where no source could be read. */
export async function mainTemplate(circuit: Circuit): Promise<{ place: Evidence; comment: string }> {
  const main = templateNamed((await readTrees(circuit)).trees, circuit.main.template);
  if (main === null) return { place: { file: circuit.target.file }, comment: "" };
  const { line, comment } = main.definition;
  return { place: { file: main.file, line }, comment: comment ?? "" };
}
