/**
 * Untrusted text. Names in a key, paths and quoted values are what a stranger chose: every string of a result
 * goes through here before a reader sees it, in a page and on a terminal alike.
 */

/** Text with nothing in it that a terminal obeys, that reorders its neighbours or that cannot be seen. */
export type Shown = string & { readonly shown: unique symbol };

/**
 * What is written as ‹U+XXXX›: controls (Cc: newline, escape, C1), formats (Cf: bidi overrides, zero width,
 * tags), lone surrogates (Cs), line and paragraph separators, the fifth and later of a pile of combining marks,
 * and a ‹ that would start a forged ‹U+XXXX›: so two different texts never look the same for lack of these.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|(?<=\p{M}{4})\p{M}|‹(?=U\+)/gu;

const codePoint = (character: string): string =>
  `‹U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}›`;

/** The longest text shown whole. A report stays a report when a value is a megabyte; the JSON has it all. */
export const longestShown = 4_000;

/** Makes controls, bidi overrides and invisible characters visible; the identity on ordinary text. Apply it once. */
export function visible(text: string): Shown {
  const left = text.length - longestShown;
  const kept = left > 0 ? text.slice(0, longestShown) : text;
  const shown = kept.replace(unseen, codePoint);
  return (left > 0 ? `${shown}… (${left} more characters: see the JSON result)` : shown) as Shown;
}

/** Composes text of ours and text already shown: compose`${grouped(3)} checks`. Raw text in a hole is a type error. */
export const compose = (parts: TemplateStringsArray, ...holes: readonly (Shown | number)[]): Shown =>
  String.raw({ raw: parts }, ...holes) as Shown;

/** Shown texts with a separator of ours between them. */
export const join = (texts: readonly Shown[], separator: string): Shown => texts.join(separator) as Shown;

/** Prose in paragraphs: blank lines part them, and line breaks within one are kept as lines. */
export function paragraphs(text: string): readonly (readonly Shown[])[] {
  return text
    .split(/\n[ \t]*\n/)
    .map((paragraph) => paragraph.split("\n").filter((line) => line.trim() !== ""))
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map(visible));
}

/** At most `length` characters, the last of them an ellipsis where text was cut. */
export function shorten(text: Shown, length: number): Shown {
  const characters = [...text];
  return (characters.length <= length ? text : `${characters.slice(0, length - 1).join("")}…`) as Shown;
}
