/**
 * Which bytes of a JWT are a claim, and what it says. JSON.parse is the judge of what it says; what is accepted is
 * narrower, so that nobody's parser can read it otherwise:
 *
 *   claim  = string white ":" white string white ("," / "}")     ; as it stands in the payload
 *   string = %x22 *(%x20-21 / %x23-5B / %x5D-7F) %x22              ; ASCII without " and \, so without escapes
 *   white  = *(%x20 / %x09 / %x0A / %x0D)
 */
export interface Claim {
  readonly name: string;
  readonly value: string;
  /** Indices of the quote that ends the name, the colon, both quotes of the value, and the last byte. */
  readonly places: readonly [number, number, number, number, number];
}

const grammar = /^"([ !#-[\]-\x7f]*)"([ \t\n\r]*):([ \t\n\r]*)"([ !#-[\]-\x7f]*)"([ \t\n\r]*)[,}]$/;

/** @returns null where the text is no claim */
export function readClaim(text: string): Claim | null {
  const match = grammar.exec(text);
  if (match === null) return null;
  const [, name = "", before = "", after = "", value = ""] = match;
  const said = JSON.parse(`{${text.slice(0, -1)}}`) as Record<string, unknown>;
  if (said[name] !== value && name !== "__proto__")
    throw new Error(`the grammar of claims and JSON disagree on ${text}`);
  const nameEnd = name.length + 1;
  const colon = nameEnd + 1 + before.length;
  const valueStart = colon + 1 + after.length;
  return {
    name,
    value,
    places: [nameEnd, colon, valueStart, valueStart + value.length + 1, text.length - 1],
  };
}

/** The text of bytes up to their last one that is not zero; null where a byte is not ASCII. */
export function textOf(bytes: readonly bigint[]): string | null {
  if (bytes.some((byte) => byte > 0x7fn)) return null;
  return String.fromCharCode(...bytes.map(Number)).replace(/\0+$/, "");
}

/** The bytes of ASCII text, with zeros up to `size`. */
export function bytesOf(text: string, size: number): bigint[] {
  return Array.from({ length: size }, (_, i) => BigInt(i < text.length ? text.charCodeAt(i) : 0));
}
