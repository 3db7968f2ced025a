/**
 * Whether a beacon's value could have been guessed, or chosen by trial: short, patterned, or the hash of a text that
 * anyone can list. A heuristic; that nothing is found says nothing of where the value came from.
 */
import { latin1, textsBehind } from "../../algebra/hashing/digestTable.js";
import { guesses, WORDS } from "./guesses.js";

/** Fewer bytes than this can be searched through. */
const SHORTEST = 16;

/** What is predictable about the bytes of each value; null where nothing was found. */
export function guessable(values: readonly Uint8Array[]): (string | null)[] {
  const texts = textsBehind(
    values.filter(({ length }) => length === 32),
    guesses,
  );
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
