/** What circuits that decode whole groups of four characters have in common: roles, sizes, texts. */
import fc from "fast-check";
import { lengthOf, type Shape, valueOf } from "../contract/contract.js";
import { type AlphabetName, alphabets, beyondBytes, highBytes, neighbours, PAD } from "./alphabet.js";
import { encode } from "./decoder.js";

export const decoderTemplates = ["Base64Decode", "Base64URLDecode"];

export const decoderRoles = [
  { role: "in", among: "inputs", meaning: "the characters", names: ["chars", "encoded"], rank: 1 },
  { role: "out", among: "outputs", meaning: "the bytes", names: ["bytes", "decoded"], rank: 1 },
] as const;

export const urlSafe = {
  name: "url",
  meaning: "1 where the alphabet is the url-safe one",
  parameters: [],
  otherwise: 0n,
};

export const alphabetOf = (shape: Shape): AlphabetName =>
  valueOf(shape, urlSafe.name) === 1n ? "url-safe" : "standard";

export function groupsMisfit(shape: Shape): string | null {
  const [characters, bytes] = [lengthOf(shape, "in"), lengthOf(shape, "out")];
  return characters === 4 * Math.ceil(bytes / 3) && bytes > 0
    ? null
    : `${characters} characters are not the groups of four that hold ${bytes} bytes`;
}

/** How many characters of the last group are padding: 0, 1 or 2. */
export const paddingOf = (shape: Shape): number => (3 - (lengthOf(shape, "out") % 3)) % 3;

/** Bytes of any value, as many as the circuit decodes. */
export function texts(shape: Shape): fc.Arbitrary<bigint[]> {
  const byte = fc.oneof(fc.nat(255), fc.constantFrom(0, 255, 0xfb, 0xef, 0xbe));
  const size = lengthOf(shape, "out");
  return fc
    .array(byte, { minLength: size, maxLength: size })
    .map((bytes) => encode(bytes, alphabetOf(shape), true));
}

/** Characters that are of no alphabet or of the other one; padding apart. */
export function strangers(shape: Shape): fc.Arbitrary<bigint> {
  const own = alphabets[alphabetOf(shape)];
  const bytes = [...neighbours, ...highBytes].filter(
    (byte) => byte !== PAD && !own.includes(String.fromCodePoint(byte)),
  );
  const anyByte = fc.nat(255).filter((byte) => byte !== PAD && !own.includes(String.fromCodePoint(byte)));
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...bytes).map(BigInt) },
    { weight: 1, arbitrary: anyByte.map(BigInt) },
    { weight: 2, arbitrary: fc.constantFrom(...beyondBytes(shape.prime)) },
  );
}
