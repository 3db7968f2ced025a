/** Random access to the bytes of evidence, without ever holding a whole file. */
import { open, type FileHandle } from "node:fs/promises";
import { MalformedError, type Anomaly } from "./malformed.js";

/** A part of a file, named as its format names it. */
export interface Stretch {
  /** "section 9 (H)". */
  readonly label: string;
  /** Absolute offset of its first byte. */
  readonly offset: number;
  readonly length: number;
}

/** A read-only view of bytes with a name to put in findings. */
export interface ByteSource {
  /** Path as the user gave it. */
  readonly path: string;
  readonly size: number;
  /**
   * Exactly `length` bytes at `offset`, in a buffer of their own.
   * @param into bytes that they may be read into, as many or more
   * @throws MalformedError when the range is not inside the source
   */
  read(offset: number, length: number, into?: Uint8Array): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** A file that was read, with the bytes in it that its format does not account for. */
export interface Envelope {
  readonly source: ByteSource;
  readonly anomalies: readonly Anomaly[];
}

class FileSource implements ByteSource {
  constructor(
    readonly path: string,
    readonly size: number,
    private readonly handle: FileHandle,
  ) {}

  async read(offset: number, length: number, into?: Uint8Array): Promise<Uint8Array> {
    if (offset < 0 || length < 0 || offset + length > this.size) {
      throw new MalformedError({
        file: this.path,
        section: "file",
        offset: Math.min(Math.max(offset, 0), this.size),
        problem: `${length} bytes are needed here, and the file ends at byte ${this.size}`,
      });
    }
    const bytes = into?.subarray(0, length) ?? new Uint8Array(length);
    let done = 0;
    while (done < length) {
      const { bytesRead } = await this.handle.read(bytes, done, length - done, offset + done);
      if (bytesRead === 0) {
        throw new MalformedError({
          file: this.path,
          section: "file",
          offset: offset + done,
          problem: "the file became shorter while it was read",
        });
      }
      done += bytesRead;
    }
    return bytes;
  }

  async close(): Promise<void> {
    await this.handle.close();
  }
}

/**
 * Opens a regular file.
 * @throws the system's error (ENOENT, EACCES, EISDIR…) when it cannot be opened
 */
export async function openFile(path: string): Promise<ByteSource> {
  const handle = await open(path, "r");
  try {
    const status = await handle.stat();
    if (!status.isFile()) throw Object.assign(new Error(`${path} is not a regular file`), { code: "EISDIR" });
    return new FileSource(path, status.size, handle);
  } catch (error) {
    await handle.close();
    throw error;
  }
}
