/** The name that somebody may have meant. */

/** Of the names, the one with the fewest letters changed, if they are few; null otherwise. */
export function nearestOf(word: string, names: Iterable<string>): string | null {
  const most = Math.max(1, Math.floor(word.length / 3));
  let best: { readonly name: string; readonly changes: number } | null = null;
  for (const name of names) {
    if (Math.abs(name.length - word.length) > most) continue;
    const changes = distance(word.toLowerCase(), name.toLowerCase());
    if (changes <= most && (best === null || changes < best.changes)) best = { name, changes };
  }
  return best?.name ?? null;
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + change));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
