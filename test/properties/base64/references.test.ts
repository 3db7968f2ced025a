/** Our decoder and our reading of needles, against Node's Buffer. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alphabets, valueOf } from "../../../properties/base64/alphabet.js";
import { decode, encode } from "../../../properties/base64/decoder.js";
import { characterOf, charactersFor, falsehood } from "../../../properties/base64/needle.js";

const alphabet = fc.constantFrom("standard" as const, "url-safe" as const);
const bytes = fc.array(fc.nat(255), { maxLength: 40 });
const field = (text: string) => [...text].map((character) => BigInt(character.codePointAt(0) ?? 0));

describe("the decoder", () => {
  it("gives back what was encoded, as Buffer does", () => {
    fc.assert(
      fc.property(bytes, alphabet, fc.boolean(), (plain, name, padded) => {
        const characters = encode(plain, name, padded);
        const text = String.fromCharCode(...characters.map(Number));
        expect(decode(characters, { alphabet: name, padding: "either" })).toEqual({ bytes: plain });
        expect([...Buffer.from(text, name === "standard" ? "base64" : "base64url")]).toEqual(plain);
      }),
    );
  });

  it("takes exactly the texts that encode what Buffer decodes them to", () => {
    // Buffer skips what it does not know and drops odd bits: a text is canonical where encoding gives it back.
    const character = fc.oneof(fc.constantFrom(...alphabets.standard), fc.constantFrom(..."=-_@[`{/:. "));
    fc.assert(
      fc.property(fc.string({ unit: character, maxLength: 9 }), fc.boolean(), (text, padded) => {
        const again = Buffer.from(text, "base64").toString("base64");
        const canonical = text === (padded ? again : again.replaceAll("=", ""));
        const decoded = decode(field(text), {
          alphabet: "standard",
          padding: padded ? "required" : "absent",
        });
        expect("bytes" in decoded).toBe(canonical);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["QQ==", "required", null],
    ["QR==", "required", "trailing bits"],
    ["QQ=", "either", "padding"],
    ["Q===", "either", "padding"],
    ["Q=Q=", "either", "padding"],
    ["QQ", "required", "padding"],
    ["Q", "absent", "length"],
    ["QUI\u007f", "either", "character"],
    ["QU-_", "either", "character"],
  ] as const)("judges %s with padding %s", (text, padding, reason) => {
    const decoded = decode(field(text), { alphabet: "standard", padding });
    expect("refused" in decoded ? decoded.refused : null).toBe(reason);
  });

  it("knows no other field element", () => {
    expect(valueOf(256n + 65n, "standard")).toBeNull();
    expect(valueOf(-1n, "standard")).toBeNull();
    expect(valueOf(61n, "standard")).toBeNull();
  });
});

describe("needles", () => {
  it("are found at every place of what Buffer encoded, and nowhere else", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(255), { minLength: 4, maxLength: 20 }),
        fc.nat(19),
        fc.integer({ min: 1, max: 6 }),
        fc.nat(4),
        (plain, first, size, before) => {
          const start = first % plain.length;
          const needle = plain.slice(start, start + size).map(BigInt);
          const place = characterOf(start);
          const claim = {
            text: [...field(".".repeat(before)), ...encode(plain, "url-safe", false)],
            payload: BigInt(before),
            index: BigInt(before + place),
            length: BigInt(charactersFor(needle.length, place % 4)),
            needle,
            needleLength: BigInt(needle.length),
          };
          expect(falsehood(claim, "url-safe")).toBeNull();
          const other = needle.with(0, (needle[0] ?? 0n) ^ 1n);
          expect(falsehood({ ...claim, needle: other }, "url-safe")).toBe("the bytes differ");
          expect(falsehood({ ...claim, length: claim.length - 1n }, "url-safe")).not.toBeNull();
        },
      ),
    );
  });
});
