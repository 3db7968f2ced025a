/** Finds a member that stands twice in one object of a JSON text, which JSON.parse hides. */

/** A string, or one structural character. The text is known to be JSON: nothing else needs telling apart. */
const TOKEN = /"(?:[^"\\]+|\\.)*"|[{}[\]:,]/g;

/**
 * The first such name, or null.
 * @param text valid JSON
 */
export function repeatedMember(text: string): string | null {
  /** Names seen in each object that is open; null for an array. */
  const open: (Set<string> | null)[] = [];
  let string: string | null = null;
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === "{") open.push(new Set());
    else if (token === "[") open.push(null);
    else if (token === "}" || token === "]") open.pop();
    else if (token === ":" && string !== null) {
      const names = open.at(-1);
      const name = JSON.parse(string) as string;
      if (names?.has(name) === true) return name;
      names?.add(name);
    }
    string = token.startsWith('"') ? token : null;
  }
  return null;
}
