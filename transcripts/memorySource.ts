/** Evidence that is in memory: a simulation made it, or another program, and its file is read already. */
import { MalformedError } from "./malformed.js";
import type { ByteSource } from "./source.js";

export function memorySource(path: string, bytes: Uint8Array): ByteSource {
  return {
    path,
    size: bytes.length,
    async read(offset, length) {
      if (offset < 0 || length < 0 || offset + length > bytes.length) {
        const problem = `${length} bytes are needed here, and the file ends at byte ${bytes.length}`;
        throw new MalformedError({ file: path, section: "file", offset, problem });
      }
      return bytes.slice(offset, offset + length);
    },
    async close() {
      // Nothing is open.
    },
  };
}
