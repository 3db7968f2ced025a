/** Lines for a terminal, with nothing in them that a terminal obeys: names and file names are strangers' texts. */
import { visible } from "../reports/text.js";

export function visibleLines(lines: readonly string[]): string {
  return `${lines.map(visible).join("\n")}\n`;
}
