/** The two alphabets of RFC 4648 and the characters that stand just outside of them. */

export type AlphabetName = "standard" | "url-safe";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Position in the text = value of the character. RFC 4648, tables 1 and 2. */
export const alphabets: Readonly<Record<AlphabetName, string>> = {
  standard: `${letters}+/`,
  "url-safe": `${letters}-_`,
};

export const PAD = 0x3d;

/**
 * Bytes one off each range, and what programs that are not strict take for white space or padding:
 * before and after 0–9 (/ :), A–Z (@ [), a–z (` {), + (* ,), / (. 0), - (, .), _ (^ `); = and NUL, tab, LF, CR, space.
 */
export const neighbours: readonly number[] = [
  ...new Set([..."/:@[`{*,.-+_^=\0\t\n\r "].map((character) => character.charCodeAt(0))),
];

/** Bytes of the high half that are letters once a bit is cut off, and others that are one off a power of two. */
export const highBytes: readonly number[] = [127, 128, 128 + 0x41, 128 + 0x7a, 191, 192, 254, 255];

/**
 * Field elements that are no bytes: what LessThan(8) and Num2Bits(8) do beyond their range is where lookups go wrong.
 * circomlib's LessThan(8) takes in[0] + 256 − in[1] into nine bits.
 */
export function beyondBytes(prime: bigint): bigint[] {
  const near = [256n, 256n + 65n, 256n + 97n, 320n, 321n, 346n, 347n, 511n, 512n, 768n + 65n, 1n << 16n];
  const negative = [1n, 2n, 8n, 43n, 64n, 128n, 165n, 166n, 191n, 192n, 255n, 256n, 257n].map(
    (x) => prime - x,
  );
  const halves = [prime >> 1n, (prime >> 1n) + 1n, (prime + 65n) >> 1n];
  return [...near, ...negative, ...halves];
}

/** The value of a character, or null where it is not of the alphabet. */
export function valueOf(character: bigint, alphabet: AlphabetName): number | null {
  if (character < 0n || character > 127n) return null;
  const value = alphabets[alphabet].indexOf(String.fromCharCode(Number(character)));
  return value < 0 ? null : value;
}
