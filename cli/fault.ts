/** What is shown of an error of ours. */
import { existsSync, readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { packageRoot } from "../algebra/packageFiles.js";

/** The end of a line of a trace, at a built file: its URL or path, the line and the column, both from 1. */
const PLACE = /(file:[^()]+?|\/[^():]+):(\d+):(\d+)(\)?)$/;

/**
 * The lines of an error's trace, with places in the sources instead of what the build made of them. Node's own way
 * (--enable-source-maps) reads the maps as it loads the files, in every run; here a run that has failed reads them.
 */
export function traceOf(error: unknown): string[] {
  const text = error instanceof Error && error.stack !== undefined ? error.stack : String(error);
  return text
    .split("\n")
    .map((line) =>
      line.replace(
        PLACE,
        (place, file: string, row: string, column: string, end: string) =>
          sourceOf(file.startsWith("file:") ? fileURLToPath(file) : file, Number(row), Number(column), end) ??
          place,
      ),
    );
}

/** "folder/file.ts:line:column" with `end` after it; null where the file has no map. */
function sourceOf(file: string, row: number, column: number, end: string): string | null {
  const mapFile = `${file}.map`;
  if (!existsSync(mapFile)) return null;
  const map = new SourceMap(JSON.parse(readFileSync(mapFile, "utf8")) as SourceMap["payload"]);
  const entry = map.findEntry(row - 1, column - 1);
  if (!("originalSource" in entry)) return null;
  const source = relative(packageRoot, resolve(dirname(mapFile), entry.originalSource));
  return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}${end}`;
}
