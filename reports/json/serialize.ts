/** Result → JSON text. */
import type { Result } from "../../findings/index.js";

/** What JSON.stringify leaves raw although a terminal obeys it or nobody sees it: C1 controls, bidi, separators. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

const escaped = (character: string): string =>
  // In UTF-16 units: \u escapes of a character above U+FFFF are its two surrogates.
  Array.from(
    { length: character.length },
    (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, "0")}`,
  ).join("");

/** Indented JSON that parses back to the same result and that is safe to print: nothing in it is obeyed. */
export const toJson = (result: Result): string =>
  // Newlines of the indentation are the only controls that stringify writes outside of an escape.
  `${JSON.stringify(result, null, 2).replace(unseen, (character) => (character === "\n" ? "\n" : escaped(character)))}\n`;
