/** Lines of text in a given width. Styles are put on whole lines afterwards, so lengths here are of plain text. */
import type { Shown } from "../text.js";

/** A word longer than the line, such as a hash, is broken where the line ends. */
function* pieces(text: string, width: number): Generator<string> {
  for (const word of text.split(" ")) {
    const characters = [...word];
    for (let start = 0; start === 0 || start < characters.length; start += width) {
      yield characters.slice(start, start + width).join("");
    }
  }
}

/** Wraps text at spaces. The first line is preceded by `first`, the others by as many spaces. */
export function wrap(text: Shown, width: number, first = ""): readonly string[] {
  const indent = " ".repeat([...first].length);
  const room = Math.max(width - indent.length, 1);
  const lines: string[] = [];
  let line: string | null = null;
  for (const piece of pieces(text, room)) {
    if (line !== null && [...line].length + 1 + [...piece].length <= room) {
      line += ` ${piece}`;
    } else {
      if (line !== null) lines.push(line);
      line = piece;
    }
  }
  return [...lines, line ?? ""].map((content, index) => (index === 0 ? first : indent) + content);
}
