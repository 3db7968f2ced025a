/** circomspect, the linter of Trail of Bits, on the same circuits. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { modules } from "./circuits.js";

/** How many issues it reports of a file; null where it fails. */
export function circomspectIssues(target: string): number | null {
  const file = join(modules, target.replace(/:[^:/]*$/, ""));
  const { stdout } = spawnSync(
    process.execPath,
    [join(modules, "circomspect", "cli.js"), "-L", modules, file],
    {
      encoding: "utf8",
      cwd: "/",
      timeout: 120_000,
    },
  );
  if (/No issues found/.test(stdout)) return 0;
  const [, count] = /(\d+) issues? found/.exec(stdout) ?? [];
  return count === undefined ? null : Number(count);
}
