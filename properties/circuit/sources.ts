/** The circom files behind a circuit. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { readSource, type SourceFile } from "../../transcripts/circom/source.js";
import type { Compiled } from "./compiler/compile.js";
import type { Place } from "./place/locate.js";
import { CompileError } from "./compiler/error.js";
import { parseArguments, TargetError, type Argument, type Target } from "./target.js";

/** What main is an instance of. */
export interface Main {
  readonly template: string;
  /** Where the template begins; null where its source could not be found. */
  readonly place: Place | null;
  /** Names of the template's parameters; empty where its source could not be found. */
  readonly parameters: readonly string[];
  /** Their values, or null where the source computes them. */
  readonly arguments: readonly Argument[] | null;
}

/** Reads what the compiler read. @throws CompileError where a file changed since */
export async function readSources({ sources }: Compiled): Promise<SourceFile[]> {
  return Promise.all(
    sources.map(async ({ path, sha256 }) => {
      const bytes = await readFile(path).catch(() => null);
      if (bytes === null || createHash("sha256").update(bytes).digest("hex") !== sha256) {
        throw new CompileError("the file changed while it was looked at; run again", path);
      }
      return readSource(path, bytes.toString("utf8"));
    }),
  );
}

/** @param file the target's file with all links resolved */
export function mainOf(target: Target, sources: readonly SourceFile[], file: string): Main {
  const known = (template: string): Omit<Main, "arguments"> => {
    const found = sources.flatMap(({ templates }) => templates).find(({ name }) => name === template);
    if (found === undefined) return { template, place: null, parameters: [] };
    const place = { template, file: found.file, line: found.firstLine };
    return { template, place, parameters: found.parameters };
  };
  if (target.kind === "template") return { ...known(target.template), arguments: target.arguments };
  const main = sources.find(({ path }) => path === file)?.main ?? null;
  if (main === null) return { ...known("main"), arguments: null };
  return { ...known(main.template), arguments: literal(main.arguments) };
}

function literal(text: string): readonly Argument[] | null {
  try {
    return parseArguments(text);
  } catch (error) {
    if (error instanceof TargetError) return null;
    throw error;
  }
}
