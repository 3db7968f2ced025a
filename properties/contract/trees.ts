/** The syntax of the files behind a circuit. */
import { readFile } from "node:fs/promises";
import { parseCircom } from "../../transcripts/circom/syntax.js";
import type { Definition, SyntaxTree } from "../../transcripts/circom/syntaxTree.js";
import { MalformedError } from "../../transcripts/malformed.js";
import type { Circuit } from "../circuit/index.js";

export interface Trees {
  readonly trees: readonly SyntaxTree[];
  /** Files that the compiler reads and our parser does not, with the reason. */
  readonly unread: readonly string[];
}

/** Parses every file that the compiler read. */
export async function readTrees({ compiled }: Circuit): Promise<Trees> {
  const trees: SyntaxTree[] = [];
  const unread: string[] = [];
  for (const { path } of compiled.sources) {
    try {
      trees.push(parseCircom(await readFile(path, "utf8"), path));
    } catch (error) {
      if (!(error instanceof MalformedError)) throw error;
      unread.push(error.message);
    }
  }
  return { trees, unread };
}

/** A template of any of the files. */
export function templateNamed(
  trees: readonly SyntaxTree[],
  name: string,
): { readonly file: string; readonly definition: Definition } | null {
  for (const { file, definitions } of trees) {
    const definition = definitions.find((one) => one.kind === "template" && one.name === name);
    if (definition !== undefined) return { file, definition };
  }
  return null;
}
