/** circomspect, the linter of Trail of Bits, on the same circuits. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { modules } from "./circuits.js";

/** Copies a file and all that it includes into one folder: circomspect has no folders for includes. */
function copyFlat(file: string, folder: string, copies: Map<string, string>): string {
  const known = copies.get(file);
  if (known !== undefined) return known;
  const name = `${copies.size}-${basename(file)}`;
  copies.set(file, name);
  const text = readFileSync(file, "utf8").replaceAll(
    /^(\s*include\s*")([^"]+)"/gm,
    (line, start: string, path: string) => {
      const places = [dirname(file), modules, join(modules, "circomlib", "circuits")];
      const found = places.map((place) => resolve(place, path)).find((one) => existsSync(one));
      return found === undefined ? line : `${start}./${copyFlat(found, folder, copies)}"`;
    },
  );
  writeFileSync(join(folder, name), text);
  return name;
}

/** How many issues it reports of a file; null where it fails. */
export function circomspectIssues(target: string): number | null {
  const file = join(modules, target.replace(/:[^:/]*$/, ""));
  const folder = mkdtempSync(join(tmpdir(), "zkassay-circomspect-"));
  try {
    const name = copyFlat(file, folder, new Map());
    const program = join(modules, "circomspect", "cli.js");
    const { stdout } = spawnSync(process.execPath, [program, name], {
      encoding: "utf8",
      cwd: folder,
      timeout: 120_000,
    });
    if (/No issues found/.test(stdout)) return 0;
    const [, count] = /(\d+) issues? found/.exec(stdout) ?? [];
    return count === undefined ? null : Number(count);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
