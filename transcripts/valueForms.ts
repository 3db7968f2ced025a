/** Ways in which a public value has become the bytes of a beacon. */
export const valueForms = [
  /** The value's bytes: drand's randomness, a RANDAO reveal, a block hash. */
  "raw",
  /** SHA-256 of the UTF-8 text that a coordinator typed, as p0tion stores it. */
  "sha256-of-text",
  /** SHA-256 of the value's lowercase hexadecimal digits as text. */
  "sha256-of-hex",
  /** The same with 0x in front. */
  "sha256-of-0x-hex",
] as const;
export type ValueForm = (typeof valueForms)[number];
