/** Evidence that a simulation made and that is in no file yet. */
import { MalformedError } from "../../transcripts/malformed.js";
import type { ByteSource } from "../../transcripts/source.js";

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
