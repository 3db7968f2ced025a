/** A word as a POSIX shell must be given it. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** The words of a line that shellWord made; null where it has anything else of a shell in it. */
export function splitWords(line: string): string[] | null {
  const words = line.match(/(?:[\w@%+=:,./-]|'[^']*'|\\')+|\S/g) ?? [];
  if (words.some((word) => !/^(?:[\w@%+=:,./-]|'[^']*'|\\')+$/.test(word))) return null;
  return words.map((word) =>
    word.replaceAll(/'([^']*)'|\\'/g, (quoted, inner?: string) => inner ?? quoted[1] ?? ""),
  );
}

/** The words that name announcements and rounds. */
export function beaconWords({
  announcement,
  round,
}: {
  readonly announcement?: readonly string[];
  readonly round?: readonly string[];
}): string[] {
  return [
    ...(announcement === undefined ? [] : ["--announcement", ...announcement]),
    ...(round === undefined ? [] : ["--round", ...round]),
  ];
}
