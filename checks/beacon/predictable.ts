/**
 * Whether a beacon's value could have been guessed, or chosen by trial: short, patterned, or the hash of a text that
 * anyone can list. A heuristic; that nothing is found says nothing of where the value came from.
 */
import { hash } from "node:crypto";

/** Fewer bytes than this can be searched through. */
const SHORTEST = 16;
/** Block numbers, round numbers and years begin here; the search stops where it would be felt. */
const NUMBERS = 1 << 17;
const YEARS = { from: 2015, to: 2035 };
const WORDS: readonly string[] = [
  "",
  "beacon",
  "random",
  "randomness",
  "latest",
  "test",
  "hello",
  "hello world",
  "final",
  "null",
  "undefined",
  "0x",
  "abc",
  "password",
  "entropy",
  "seed",
  "snarkjs",
  "ceremony",
  "trusted setup",
  "final beacon",
];

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

/** What is predictable about the bytes of each value; null where nothing was found. */
export function guessable(values: readonly Uint8Array[]): (string | null)[] {
  // Latin-1 ("binary") is the fastest of the forms of a digest to make and to look up.
  const hashes = new Set(values.filter(({ length }) => length === 32).map(latin1));
  const texts = new Map<string, string>();
  // One pass for all values: a file may hold thousands.
  if (hashes.size > 0) {
    eachGuessableText((text) => {
      const digest = hash("sha256", text, "binary");
      if (hashes.has(digest)) texts.set(digest, text);
    });
  }
  return values.map((value) => {
    if (value.length < SHORTEST)
      return `it has ${value.length} bytes: ${2 ** (8 * value.length)} values can be tried`;
    if (value.every((byte) => byte === value[0])) return "all its bytes are the same";
    if (value.every((byte) => byte >= 0x20 && byte < 0x7f)) {
      return `it is the text ${JSON.stringify(latin1(value))}`;
    }
    const text = texts.get(latin1(value));
    return text === undefined ? null : `it is SHA-256 of the text ${JSON.stringify(text)}`;
  });
}

/** What is predictable about a text that was typed as a beacon; null where nothing was found. */
export function guessableText(text: string): string | null {
  const trimmed = text.trim().toLowerCase();
  if (WORDS.includes(trimmed)) return "it is a word that anyone would try";
  if (/^[0-9]{1,15}$/.test(trimmed)) {
    return `it is a number of ${trimmed.length} digits, such as that of a block: known in advance, or found by trying`;
  }
  if (/^[0-9]{4}[-/.]?[0-9]{2}[-/.]?[0-9]{2}([t ][0-9:.]+z?)?$/.test(trimmed)) return "it is a date";
  if (/\blatest\b/.test(trimmed)) return "it names whatever is latest, not one value";
  return trimmed.length < 8 ? `it has ${trimmed.length} characters` : null;
}

function eachGuessableText(visit: (text: string) => void): void {
  WORDS.forEach(visit);
  for (let n = 0; n < NUMBERS; n++) visit(String(n));
  for (let year = YEARS.from; year <= YEARS.to; year++) {
    for (let month = 1; month <= 12; month++) {
      for (let day = 1; day <= 31; day++) {
        const [y, m, d] = [String(year), String(month).padStart(2, "0"), String(day).padStart(2, "0")];
        visit(`${y}-${m}-${d}`);
        visit(`${y}${m}${d}`);
        visit(`${d}.${m}.${y}`);
        visit(`${m}/${d}/${y}`);
      }
    }
  }
}
