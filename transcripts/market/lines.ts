/** A text file as lines with their places, a megabyte at a time. */
import { MalformedError } from "../malformed.js";
import type { ByteSource } from "../source.js";

const CHUNK_BYTES = 1 << 20;
/** No event is longer: a line that is would have to be held in memory whole. */
const MAX_LINE_BYTES = 1_000_000;

/** One line without its end. */
export interface TextLine {
  /** 1-based. */
  readonly line: number;
  /** Absolute byte range, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * All lines that are not empty, in batches of about a megabyte.
 * @throws MalformedError for a line that is too long or no UTF-8
 */
export async function* linesOf(source: ByteSource): AsyncGenerator<readonly TextLine[]> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const decoded = (part: Uint8Array, line: number, offset: number): string => {
    try {
      return decoder.decode(part);
    } catch {
      throw malformed(source, line, offset, "the line is no UTF-8");
    }
  };
  let rest = Buffer.alloc(0);
  let line = 0;
  for (let offset = 0; offset < source.size; offset += CHUNK_BYTES) {
    const chunk = await source.read(offset, Math.min(CHUNK_BYTES, source.size - offset));
    const bytes = Buffer.concat([rest, chunk]);
    const base = offset - rest.length;
    const batch: TextLine[] = [];
    const atEnd = offset + chunk.length === source.size;
    let from = 0;
    while (from < bytes.length) {
      const newline = bytes.indexOf(10, from);
      const to = newline === -1 ? bytes.length : newline;
      if (to - from > MAX_LINE_BYTES) {
        throw malformed(source, line + 1, base + from, `the line is longer than ${MAX_LINE_BYTES} bytes`);
      }
      if (newline === -1 && !atEnd) break;
      line++;
      if (to > from) {
        batch.push({
          line,
          start: base + from,
          end: base + to,
          text: decoded(bytes.subarray(from, to), line, base + from),
        });
      }
      from = to + 1;
    }
    rest = bytes.subarray(Math.min(from, bytes.length));
    yield batch;
  }
}

export function malformed(source: ByteSource, line: number, offset: number, problem: string): MalformedError {
  return new MalformedError({ file: source.path, section: `line ${line}`, offset, problem });
}
