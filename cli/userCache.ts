import { homedir } from "node:os";
import { join } from "node:path";

/**
 * The user's own cache. Not the working folder: what is kept there is believed, and what came along with the files of
 * a ceremony could say anything.
 */
export function cacheFolder(): string {
  return join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "zkassay");
}
