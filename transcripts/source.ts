/** Random access to the bytes of evidence, without ever holding a whole file. */
import { constants, type BigIntStats } from "node:fs";
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
  readonly size: number;

  constructor(
    readonly path: string,
    private readonly atFirst: BigIntStats,
    private readonly handle: FileHandle,
  ) {
    this.size = Number(atFirst.size);
  }

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

  async wasChanged(): Promise<boolean> {
    const now = await this.handle.stat({ bigint: true });
    return (["size", "mtimeNs", "ctimeNs"] as const).some((field) => now[field] !== this.atFirst[field]);
  }

  async close(): Promise<void> {
    await this.handle.close();
  }
}

/** A pipe that nobody writes to would be waited for without end. Systems without pipes have no such flag. */
const WITHOUT_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** What stands in the place of a file. */
function kindOf(status: BigIntStats): string {
  if (status.isDirectory()) return "a folder";
  if (status.isFIFO())
    return "a pipe, which cannot be read twice or from the middle; write it to a file first";
  return "a device or a socket";
}

/**
 * Opens a regular file.
 * @throws the system's error (ENOENT, EACCES…) when it cannot be opened, and one that says what it is where it is no file
 */
export async function openFile(path: string): Promise<ByteSource> {
  const handle = await open(path, WITHOUT_WAITING);
  try {
    const status = await handle.stat({ bigint: true });
    if (!status.isFile()) {
      throw Object.assign(new Error(`it is ${kindOf(status)}`), { code: "EISDIR" });
    }
    return new FileSource(path, status, handle);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/**
 * Whether an open file was written to since it was opened: what was read of it is no one file then. By its size and its
 * times: whoever sets back the time of the content cannot set back that of the record.
 */
export async function wasChanged(source: ByteSource): Promise<boolean> {
  return source instanceof FileSource && (await source.wasChanged());
}
