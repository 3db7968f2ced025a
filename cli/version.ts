import { existsSync, readFileSync } from "node:fs";

/** The version in package.json, which lies one folder up from the sources and two from the compiled files. */
export function version(): string {
  const path = ["../package.json", "../../package.json"]
    .map((relative) => new URL(relative, import.meta.url))
    .find((url) => existsSync(url));
  if (path === undefined) throw new Error("package.json is not where the package has it");
  const parsed: unknown = JSON.parse(readFileSync(path, "utf8"));
  return (parsed as { version: string }).version;
}
