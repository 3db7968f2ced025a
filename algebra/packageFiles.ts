/**
 * Where the package's own files lie, in the lowest room because every other one asks it. What runs may be a source, or
 * what the build made of it in dist/: both find a file from the folder of package.json.
 */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

function findRoot(folder: string): string {
  if (existsSync(join(folder, "package.json"))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error("package.json is in no folder above this file");
  return findRoot(parent);
}

/** The folder of package.json. */
export const packageRoot = findRoot(import.meta.dirname);

/** The path of a file in dist/, whether it is there or not: programs and what the build saves for them. */
export function builtFile(path: string): string {
  return join(packageRoot, "dist", path);
}
