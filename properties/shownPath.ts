import { relative, sep } from "node:path";

/** A path as a reader in the working folder would write it. */
export function shownPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short === "" || short === ".." || short.startsWith(`..${sep}`) ? path : short;
}
