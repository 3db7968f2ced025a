/** Where a result goes: files for those who asked, a summary for those who watch. */
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Command } from "commander";
import type { Judgement, Result } from "../findings/index.js";
import { UsageError } from "./exit.js";
import type { Format, Renderer } from "../reports/index.js";
import { toTerminal } from "../reports/terminal/index.js";

/** What each flag writes, in the order of the help. */
const written: Readonly<Record<Exclude<Format, "text">, string>> = {
  json: "the result as JSON",
  html: "the report as one HTML file",
  sarif: "findings as SARIF 2.1.0, for code scanning",
  junit: "checks as JUnit XML, for CI servers",
  summary: "a summary in Markdown, for the page of a CI run",
  annotations: "findings as workflow commands of GitHub Actions",
  attestation: "an in-toto statement about the inputs, to be signed",
};

/** --json FILE, --html FILE, …: "-" is stdout. */
export type Outputs = { readonly [F in keyof typeof written]?: string };

export function withOutputFlags(command: Command): Command {
  for (const [flag, what] of Object.entries(written))
    command.option(`--${flag} <file>`, `write ${what} (- for stdout)`);
  return command;
}

/** A form that was asked for, and its file; "-" is stdout. */
export type Wanted = readonly [Format, string];

/**
 * The forms that were asked for, in the order of the help.
 * @throws UsageError for two that would be mixed
 */
export function wantedOf(flags: Outputs): readonly Wanted[] {
  const wanted = (Object.keys(written) as (keyof Outputs)[]).flatMap((format) => {
    const path = flags[format];
    return path === undefined ? [] : [[format, path] as const];
  });
  const paths = wanted.map(([, path]) => path);
  const twice = paths.find((path, i) => paths.indexOf(path) !== i);
  if (twice !== undefined)
    throw new UsageError(
      `two reports would be written to ${twice === "-" ? "stdout" : twice}: give each its own file`,
    );
  return wanted;
}

/** @throws UsageError where a report would take the place of a file that it is about */
function refuseInputs(wanted: readonly Wanted[], { inputs }: Result): void {
  const read = new Set(inputs.map(({ path }) => resolve(path)));
  const taken = wanted.find(([, path]) => path !== "-" && read.has(resolve(path)));
  if (taken !== undefined)
    throw new UsageError(`${taken[1]} is one of the files that were judged; write the report to another`);
}

/** The summary for those who watch, unless --quiet or stdout is taken. */
export function show(judgement: Judgement, wanted: readonly Wanted[], quiet = false): void {
  if (quiet || wanted.some(([, path]) => path === "-")) return;
  const color = process.stdout.hasColors?.() === true && process.env["NO_COLOR"] === undefined;
  process.stdout.write(toTerminal(judgement, { color, width: Math.min(process.stdout.columns ?? 100, 110) }));
}

/** Writes every form that was asked for. The templates and schemas of the written forms are loaded only here. */
export async function write(result: Result, wanted: readonly Wanted[]): Promise<void> {
  refuseInputs(wanted, result);
  const { renderers } = await import("../reports/index.js");
  for (const [format, path] of wanted) {
    const text = rendered(renderers[format], result);
    if (path === "-") process.stdout.write(text);
    else
      await writeFile(path, text).catch((error: Error) => {
        throw new UsageError(`${path} cannot be written: ${error.message}`);
      });
  }
}

function rendered(render: Renderer, result: Result): string {
  try {
    return render(result);
  } catch (error) {
    // What this result cannot be written as; any other error is a fault of ours.
    if (error instanceof RangeError) throw new UsageError(error.message);
    throw error;
  }
}
