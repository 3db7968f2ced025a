import { mkdir, rename, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

/**
 * The user's own cache. Not the working folder: what is kept there is believed, and what came along with the files of
 * a ceremony could say anything.
 */
export function cacheFolder(): string {
  return join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "zkassay");
}

/** Writes a record as a file of the user's alone; it takes the place of an earlier one as a whole. */
export async function keepRecord(path: string, record: unknown): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.new`, `${JSON.stringify(record)}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
}
