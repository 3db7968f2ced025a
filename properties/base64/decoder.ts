/** A strict base64 decoder of our own, for comparison with circuits. RFC 4648, sections 3.2, 3.5, 4 and 5. */
import { type AlphabetName, PAD, valueOf } from "./alphabet.js";

export type Decoded =
  | { readonly bytes: readonly number[] }
  | { readonly refused: "character" | "length" | "padding" | "trailing bits"; readonly index: number };

export interface DecoderOptions {
  readonly alphabet: AlphabetName;
  /** Whether the last group is filled with `=`, left short, or may be either. */
  readonly padding: "required" | "absent" | "either";
}

/** Characters as field elements → bytes; a refusal says why and where. */
export function decode(characters: readonly bigint[], { alphabet, padding }: DecoderOptions): Decoded {
  let length = characters.length;
  while (length > 0 && characters.length - length < 2 && characters[length - 1] === BigInt(PAD)) length--;
  const padded = characters.length - length;
  const values: number[] = [];
  for (const [index, character] of characters.slice(0, length).entries()) {
    const value = valueOf(character, alphabet);
    if (value === null) return { refused: character === BigInt(PAD) ? "padding" : "character", index };
    values.push(value);
  }
  // One character holds six bits: less than a byte.
  if (length % 4 === 1) return { refused: "length", index: length - 1 };
  if (padded > 0 && (padding === "absent" || characters.length % 4 !== 0))
    return { refused: "padding", index: length };
  if (padded === 0 && padding === "required" && length % 4 !== 0)
    return { refused: "padding", index: length };
  return bytesOf(values);
}

/** Values of six bits → bytes; what is left of the last value must be zero (section 3.5). */
function bytesOf(values: readonly number[]): Decoded {
  const bytes: number[] = [];
  let [bits, width] = [0, 0];
  for (const value of values) {
    bits = (bits << 6) | value;
    width += 6;
    if (width >= 8) {
      width -= 8;
      bytes.push(bits >> width);
      bits &= (1 << width) - 1;
    }
  }
  return bits === 0 ? { bytes } : { refused: "trailing bits", index: values.length - 1 };
}

/** Bytes → characters of an alphabet, filled up with `=` or not. */
export function encode(bytes: readonly number[], alphabet: AlphabetName, padded: boolean): bigint[] {
  const text = Buffer.from(bytes)
    .toString(alphabet === "standard" ? "base64" : "base64url")
    .replaceAll("=", "");
  const filled = padded ? text.padEnd(4 * Math.ceil(bytes.length / 3), "=") : text;
  return [...filled].map((character) => BigInt(character.charCodeAt(0)));
}
