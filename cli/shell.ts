/** A word as a POSIX shell must be given it. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
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
