/** Where text stands in base64, character by character: the reference for substring circuits. */
import { type AlphabetName, valueOf } from "./alphabet.js";

/** The claim of a substring circuit. Indices are from 0. */
export interface NeedleClaim {
  /** The whole string; base64 begins at `payload`, in groups of four characters. */
  readonly text: readonly bigint[];
  readonly payload: bigint;
  /** Of the first and after the last character that the prover points at. */
  readonly index: bigint;
  readonly length: bigint;
  /** Bytes, and how many of them are meant. */
  readonly needle: readonly bigint[];
  readonly needleLength: bigint;
}

/** Why a claim is false, or null where it is true. */
export type Falsehood =
  | "a length is out of range"
  | "the characters are not all in the text"
  | "begins before the payload"
  | "no byte begins in the fourth character of a group"
  | "too few characters"
  | "a character is not base64"
  | "a byte is none"
  | "the bytes differ";

/**
 * Bytes begin 0, 2 or 4 bits into the characters 0, 1 and 2 of a group, at bits 0, 8 and 16 of its 24; none begins in
 * character 3. The bits are read one by one, so that nothing is shared with decoders that work in groups.
 */
export function falsehood(claim: NeedleClaim, alphabet: AlphabetName): Falsehood | null {
  const { text, payload, index, length, needle, needleLength } = claim;
  if (needleLength < 1n || needleLength > BigInt(needle.length) || length < 1n)
    return "a length is out of range";
  if (index + length > BigInt(text.length) || length > BigInt(text.length))
    return "the characters are not all in the text";
  if (index < payload) return "begins before the payload";
  const place = Number((index - payload) % 4n);
  if (place === 3) return "no byte begins in the fourth character of a group";
  const skipped = 2 * place;
  if (8n * needleLength + BigInt(skipped) > 6n * length) return "too few characters";
  const values = text
    .slice(Number(index), Number(index + length))
    .map((character) => valueOf(character, alphabet));
  if (values.includes(null)) return "a character is not base64";
  const bitOf = (position: number) => ((values[Math.floor(position / 6)] ?? 0) >> (5 - (position % 6))) & 1;
  for (const [i, byte] of needle.slice(0, Number(needleLength)).entries()) {
    if (byte < 0n || byte > 255n) return "a byte is none";
    let read = 0;
    for (let bit = 0; bit < 8; bit++) read = 2 * read + bitOf(skipped + 8 * i + bit);
    if (BigInt(read) !== byte) return "the bytes differ";
  }
  return null;
}

/** How many characters hold so many bytes that begin in character 0, 1 or 2 of a group. */
export function charactersFor(bytes: number, place: number): number {
  return Math.ceil((8 * bytes + 2 * place) / 6);
}

/** The index of the character in which a byte of the payload begins, counted from the payload's start. */
export function characterOf(byte: number): number {
  return Math.floor((8 * byte) / 6);
}
