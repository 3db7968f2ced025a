/** A cursor over bytes whose every step is bounded, and says where it was when it cannot go on. */
import { MalformedError } from "./malformed.js";
import type { ByteSource, Stretch } from "./source.js";

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Reads fields one after the other from bytes already in memory. */
export class Cursor {
  private position = 0;

  /**
   * @param bytes the contents of a section, or the part of it to read
   * @param base absolute offset of `bytes` in the file, for messages and evidence
   */
  constructor(
    private readonly file: string,
    private readonly section: string,
    private readonly bytes: Uint8Array,
    private readonly base: number,
  ) {}

  /** Absolute offset of the next byte. */
  get offset(): number {
    return this.base + this.position;
  }

  get remaining(): number {
    return this.bytes.length - this.position;
  }

  /** A copy of the next `length` bytes. */
  take(length: number): Uint8Array {
    if (length > this.remaining) {
      this.fail(`${length} bytes are needed here, and ${this.remaining} are left in the section`);
    }
    const taken = this.bytes.slice(this.position, this.position + length);
    this.position += length;
    return taken;
  }

  u8(): number {
    return viewOf(this.take(1)).getUint8(0);
  }

  u32(): number {
    return viewOf(this.take(4)).getUint32(0, true);
  }

  /** Big-endian, as the Rust tools write lengths. */
  u32be(): number {
    return viewOf(this.take(4)).getUint32(0, false);
  }

  u64(): bigint {
    return viewOf(this.take(8)).getBigUint64(0, true);
  }

  /** @throws MalformedError at the current offset */
  fail(problem: string): never {
    throw new MalformedError({ file: this.file, section: this.section, offset: this.offset, problem });
  }
}

/** Largest part of a file that a reader holds at once as records: headers and contribution lists. */
const MAX_RECORD_SECTION_BYTES = 256 * 1024 * 1024;

/** A cursor over a whole section of records (not of points). */
export async function sectionCursor(source: ByteSource, section: Stretch): Promise<Cursor> {
  if (section.length > MAX_RECORD_SECTION_BYTES) {
    throw new MalformedError({
      file: source.path,
      section: section.label,
      offset: section.offset,
      problem: `${section.length} bytes of records are announced; at most ${MAX_RECORD_SECTION_BYTES} are read`,
    });
  }
  return new Cursor(
    source.path,
    section.label,
    await source.read(section.offset, section.length),
    section.offset,
  );
}
