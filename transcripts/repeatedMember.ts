/** Finds a member that stands twice in one object of a JSON text, which JSON.parse hides. */

/**
 * The first such name, or null.
 * @param text valid JSON
 */
export function repeatedMember(text: string): string | null {
  /** Names seen in each object that is open; null for an array. */
  const open: (Set<string> | null)[] = [];
  /** The string before, where nothing but space came after it. */
  let string: string | null = null;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"') {
      const end = endOfString(text, at);
      string = text.slice(at, end);
      at = end - 1;
      continue;
    }
    if (sign === "{") open.push(new Set());
    else if (sign === "[") open.push(null);
    else if (sign === "}" || sign === "]") open.pop();
    else if (sign === ":" && string !== null) {
      const names = open.at(-1);
      const name = JSON.parse(string) as string;
      if (names?.has(name) === true) return name;
      names?.add(name);
    } else if (sign !== ",") continue;
    string = null;
  }
  return null;
}

/** The position after the quote that ends the string which begins at `start`: one behind an even number of backslashes. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text[quote - 1 - backslashes] === "\\") backslashes++;
    if (backslashes % 2 === 0) return quote + 1;
  }
  return text.length;
}
