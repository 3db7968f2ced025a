/** The folder of a ceremony: nothing outside it is opened, whatever a manifest or a link says. */
import { open, realpath, stat } from "node:fs/promises";
import { join, relative, resolve, sep } from "node:path";
import { MalformedError } from "../malformed.js";
import type { ByteSource } from "../source.js";

/** A folder with its real path, which links inside it are held against. */
export interface CeremonyFolder {
  /** As the user gave it. */
  readonly path: string;
  readonly real: string;
}

/** @throws the system's error where there is no such folder */
export async function openFolder(path: string): Promise<CeremonyFolder> {
  return { path, real: await realpath(path) };
}

/**
 * A file of the folder, opened anew for every read: a ceremony has thousands, and most are read once.
 * @throws MalformedError where the path leaves the folder, by itself or through a link; the system's error where
 *   there is no such file
 */
export async function fileIn(folder: CeremonyFolder, path: string): Promise<ByteSource> {
  const refuse = (problem: string): MalformedError =>
    new MalformedError({ file: join(folder.path, path), section: "path", offset: 0, problem });
  if (!inside(folder.real, resolve(folder.real, path)))
    throw refuse("this path leaves the ceremony's folder");
  const real = await realpath(join(folder.real, path));
  if (!inside(folder.real, real)) throw refuse("this is a link to something outside the ceremony's folder");
  const status = await stat(real);
  if (!status.isFile()) throw refuse("this is not a regular file");
  return new ReopeningSource(join(folder.path, path), real, status.size);
}

function inside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !way.startsWith(sep);
}

class ReopeningSource implements ByteSource {
  constructor(
    readonly path: string,
    private readonly real: string,
    readonly size: number,
  ) {}

  async read(offset: number, length: number): Promise<Uint8Array> {
    const malformed = (at: number, problem: string): MalformedError =>
      new MalformedError({ file: this.path, section: "file", offset: at, problem });
    if (offset < 0 || length < 0 || offset + length > this.size) {
      throw malformed(
        Math.min(Math.max(offset, 0), this.size),
        `${length} bytes are needed here, and the file ends at byte ${this.size}`,
      );
    }
    const handle = await open(this.real, "r");
    try {
      const bytes = new Uint8Array(length);
      let done = 0;
      while (done < length) {
        const { bytesRead } = await handle.read(bytes, done, length - done, offset + done);
        if (bytesRead === 0) throw malformed(offset + done, "the file became shorter while it was read");
        done += bytesRead;
      }
      return bytes;
    } finally {
      await handle.close();
    }
  }

  async close(): Promise<void> {
    // Nothing is open between reads.
  }
}
