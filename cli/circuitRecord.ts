/** What a report says of a circuit: the files that it was compiled from, and its size. */
import { readFile } from "node:fs/promises";
import type { FactsExhibit } from "../findings/index.js";
import { targetText, type Circuit, type Compiled, type SignalArray } from "../properties/circuit/index.js";
import { shownPath } from "../properties/shownPath.js";
import { memorySource } from "../transcripts/memorySource.js";
import type { InputFile } from "./inputs.js";

/** Every circom file that was compiled, the target's own first. */
export async function circuitInputs({
  compiled,
}: {
  readonly compiled: Pick<Compiled, "sources">;
}): Promise<InputFile[]> {
  return Promise.all(
    compiled.sources.map(async ({ path }) => ({
      role: "circom",
      source: memorySource(shownPath(path), await readFile(path)),
    })),
  );
}

export function circuitFacts({ target, compiled, main, system, inputs, outputs }: Circuit): FactsExhibit {
  const rows: [string, string][] = [
    ["circuit", targetText(target)],
    ["template", main.template],
    ["compiler", `circom ${compiled.compiler.version}, --${compiled.level}`],
    ["constraints", String(system.constraints.length)],
    ["wires", String(system.wires)],
    ["inputs", shapes(inputs)],
    ["outputs", shapes(outputs)],
    ["SHA-256 of the r1cs", compiled.r1cs.sha256],
  ];
  return { kind: "facts", title: "The circuit", rows: rows.map(([label, value]) => ({ label, value })) };
}

/** "a[32], b[32], enabled". */
function shapes(arrays: readonly SignalArray[]): string {
  const text = arrays.map(
    ({ name, dimensions }) => `${name}${dimensions.map((size) => `[${size}]`).join("")}`,
  );
  return text.join(", ") || "none";
}
