/**
 * Hashes as ceremonies print them. Blake2b-512: four lines of four groups of eight digits, the same on eight lines
 * or in cells of a table joined by <br>, or one line of 128 digits. SHA-256: 64 digits. (formats.md E)
 */
import type { TextFile } from "./text.js";

/** A hash where it stands in a text. */
export interface PrintedHash {
  /** Lowercase hex, 128 digits, or 64. */
  readonly hash: string;
  /** Position in the text of the first digit, and behind the last one. */
  readonly start: number;
  readonly end: number;
  /** The text between the hash before (or the beginning) and this one: what a label is looked for in. */
  readonly before: string;
}

/** What may stand between groups: white space, Markdown's quotes and code marks, a break in a table. */
const GAP = String.raw`(?:[\s\`>*]|<br ?/?>)+`;
const GROUPED = String.raw`[0-9a-f]{8}(?:${GAP}[0-9a-f]{8}){15}`;
const HASH = new RegExp(String.raw`(?<![0-9a-z])(?:${GROUPED}|[0-9a-f]{128}|[0-9a-f]{64})(?![0-9a-z])`, "gi");

/** All hashes of a text, in order. */
export function printedHashes({ text }: TextFile): PrintedHash[] {
  const found: PrintedHash[] = [];
  let last = 0;
  for (const match of text.matchAll(HASH)) {
    const start = match.index;
    const end = start + match[0].length;
    found.push({ hash: plainHash(match[0]), start, end, before: text.slice(last, start) });
    last = end;
  }
  return found;
}

/** The digits alone, lowercase; of anything else too, where nothing is left. */
function plainHash(printed: string): string {
  return printed.replaceAll(/<br ?\/?>|[^0-9a-f]/gi, "").toLowerCase();
}

/** Whether a text is a whole hash, however it is printed. */
export function asHash(text: string): string | null {
  const [only, more] = printedHashes({ file: "", text: text.trim(), lineAt: () => 1 });
  return only !== undefined && more === undefined && only.start === 0 && only.end === text.trim().length
    ? only.hash
    : null;
}
