/** Names at the top level of a JSON object, with repetitions: JSON.parse keeps only the last. */

/**
 * Indices of the opening quotes of all names `name` of the outermost object; null where the text is no JSON object, has
 * white space outside of strings, or a backslash: there one name has several spellings.
 */
export function placesOfName(text: string, name: string): number[] | null {
  if (!text.startsWith("{") || text.includes("\\") || !isJson(text)) return null;
  const places: number[] = [];
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at);
    if (letter === '"') {
      const end = text.indexOf('"', at + 1);
      if (depth === 1 && text.slice(at + 1, end) === name && text.charAt(end + 1) === ":") places.push(at);
      at = end;
    } else if (/\s/.test(letter)) return null;
    else if ("{[".includes(letter)) depth++;
    else if ("}]".includes(letter)) depth--;
  }
  return places;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
