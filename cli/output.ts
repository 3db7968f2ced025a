/** Where a result goes: files for those who asked, a summary for those who watch. */
import { writeFile } from "node:fs/promises";
import type { Result } from "../findings/index.js";
import { UsageError } from "./exit.js";
import type { Format } from "../reports/index.js";
import { toTerminal } from "../reports/terminal/index.js";

/** --json FILE, --html FILE: "-" is stdout. */
export type Outputs = Partial<Record<Format, string>>;

/** Writes every requested form, and the summary to stdout unless --quiet or stdout is taken. */
export async function deliver(result: Result, outputs: Outputs, quiet: boolean): Promise<void> {
  const wanted = Object.entries(outputs) as [Format, string][];
  if (wanted.length > 0) await write(result, wanted);
  if (quiet || wanted.some(([, path]) => path === "-")) return;
  const color = process.stdout.hasColors?.() === true && process.env["NO_COLOR"] === undefined;
  process.stdout.write(toTerminal(result, { color, width: Math.min(process.stdout.columns ?? 100, 110) }));
}

/** The templates and schemas of the written forms are loaded only here. */
async function write(result: Result, wanted: readonly (readonly [Format, string])[]): Promise<void> {
  const { renderers } = await import("../reports/index.js");
  for (const [format, path] of wanted) {
    const text = renderers[format](result);
    if (path === "-") process.stdout.write(text);
    else
      await writeFile(path, text).catch((error: Error) => {
        throw new UsageError(`${path} cannot be written: ${error.message}`);
      });
  }
}
