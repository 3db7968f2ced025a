import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../algebra/packageFiles.js";

/** The version in package.json. */
export function version(): string {
  const parsed: unknown = JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8"));
  return (parsed as { version: string }).version;
}
