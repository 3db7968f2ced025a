import type { Evidence } from "../findings/index.js";
import type { Circuit } from "./circuit/index.js";
import { readTrees, templateNamed } from "./contract/trees.js";

/** File and line of main's template. */
export async function templatePlace(circuit: Circuit): Promise<Evidence> {
  const main = templateNamed((await readTrees(circuit)).trees, circuit.main.template);
  if (main === null) return { file: circuit.target.file };
  return { file: main.file, line: main.definition.line };
}
