/** Text that people and programs published: decoded within bounds, without terminal colours. */
import { stripVTControlCharacters } from "node:util";
import { MalformedError } from "../malformed.js";
import type { ByteSource } from "../source.js";

/** Logs of a whole ceremony have a megabyte. */
const MAX_BYTES = 16 * 1024 * 1024;

/** A text file. All of it is untrusted. */
export interface TextFile {
  /** Path as the user gave it. */
  readonly file: string;
  /** Without colour codes and carriage returns. */
  readonly text: string;
  /** 1-based line of a position in `text`. */
  lineAt(position: number): number;
}

/** @throws MalformedError for a file that is too long, or no text */
export async function readText(source: ByteSource): Promise<TextFile> {
  const malformed = (offset: number, problem: string): MalformedError =>
    new MalformedError({ file: source.path, section: "text", offset, problem });
  if (source.size > MAX_BYTES)
    throw malformed(0, `${source.size} bytes; at most ${MAX_BYTES} are read as text`);
  const bytes = await source.read(0, source.size);
  const zero = bytes.indexOf(0);
  if (zero >= 0) throw malformed(zero, "a zero byte, which no text has");
  const decoded = new TextDecoder().decode(bytes);
  return textOf(source.path, stripVTControlCharacters(decoded).replaceAll("\r\n", "\n"));
}

/** Text that is at hand already, under the name of the file that it came from. */
export function textOf(file: string, text: string): TextFile {
  let starts: number[] | null = null;
  return {
    file,
    text,
    lineAt(position) {
      starts ??= lineStarts(text);
      return before(starts, position);
    },
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** How many of the sorted numbers are at most `position`. */
function before(sorted: readonly number[], position: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}
