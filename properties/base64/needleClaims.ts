/** Claims that a text stands in base64: true ones at every place, and such with one thing changed. */
import fc from "fast-check";
import { type AlphabetName, beyondBytes, neighbours, valueOf } from "./alphabet.js";
import { encode } from "./decoder.js";
import { characterOf, charactersFor, type NeedleClaim } from "./needle.js";

export interface NeedleSizes {
  /** Characters of the whole string. */
  readonly text: number;
  /** Bytes that the needle may have. */
  readonly needle: number;
  readonly alphabet: AlphabetName;
  readonly hasPayload: boolean;
  readonly prime: bigint;
}

const changes = [
  "none",
  "a byte of the needle",
  "the index",
  "the payload's start",
  "the number of characters",
  "the length of the needle",
  "a character",
  "read at another offset",
  "zeros",
] as const;

/** What is changed, by how much, and where. */
interface Change {
  readonly kind: (typeof changes)[number];
  readonly by: bigint;
  readonly at: number;
}

export function needleClaims(sizes: NeedleSizes): fc.Arbitrary<NeedleClaim> {
  const change = fc.record({
    kind: fc.oneof(
      { weight: 3, arbitrary: fc.constant<Change["kind"]>("none") },
      { weight: 4, arbitrary: fc.constantFrom(...changes) },
      // What a prover who may choose the offset would do, and what comparing with nothing lets pass.
      { weight: 5, arbitrary: fc.constant<Change["kind"]>("read at another offset") },
      { weight: 3, arbitrary: fc.constant<Change["kind"]>("zeros") },
    ),
    by: fc.constantFrom(1n, -1n, 2n, -2n, 3n, -3n, 4n, 64n),
    at: fc.nat(255),
  });
  return fc
    .tuple(trueClaims(sizes), change)
    .map(([claim, { kind, by, at }]) => changed(claim, { kind, by, at }, sizes));
}

/**
 * False claims of one zero byte at each of the four remainders, the least of characters being read: a circuit that does
 * not refuse the fourth compares the needle with nothing.
 */
export function zeroClaims({ text, needle, alphabet, hasPayload }: NeedleSizes): NeedleClaim[] {
  const before = hasPayload ? 1 : 0;
  const bytes = Array.from({ length: Math.floor(((text - before) * 3) / 4) }, (_, i) => 0x61 + (i % 26));
  const string = [...fill(before, 46n), ...encode(bytes, alphabet, false), ...fill(text, 46n)];
  return [0, 1, 2, 3].map((place) => ({
    text: string.slice(0, text),
    payload: BigInt(before),
    index: BigInt(before + place),
    length: BigInt(charactersFor(1, place % 3)),
    needle: fill(needle, 0n),
    needleLength: 1n,
  }));
}

/** Payloads that fill the string or leave some of it, and a needle of each length anywhere in them. */
function trueClaims({ text, needle, alphabet, hasPayload }: NeedleSizes): fc.Arbitrary<NeedleClaim> {
  const byte = fc.oneof(
    {
      weight: 2,
      arbitrary: fc.constantFrom(...'"sub":,{}abc123 '.split("").map((letter) => letter.charCodeAt(0))),
    },
    { weight: 1, arbitrary: fc.nat(255) },
  );
  const most = Math.floor((text * 3) / 4);
  return fc
    .record({
      before: hasPayload ? fc.nat(Math.min(4, text - 4)) : fc.constant(0),
      bytes: fc.array(byte, { minLength: most, maxLength: most }),
      left: fc.nat(3),
      start: fc.oneof(fc.nat(most - 1), fc.constant(0), fc.constant(most - 1)),
      size: fc.integer({ min: 1, max: needle }),
      filler: fc.constantFrom(0n, 46n, 65n),
    })
    .map(({ before, bytes, left, start, size, filler }) => {
      const room = Math.max(1, Math.floor(((text - before) * 3) / 4) - left);
      const plain = bytes.slice(0, room);
      const shown = Math.min(size, room);
      const first = Math.min(start, room - shown);
      const characters = encode(plain, alphabet, false);
      const place = characterOf(first);
      return {
        text: [...Array.from({ length: before }, () => 46n), ...characters, ...fill(text, filler)].slice(
          0,
          text,
        ),
        payload: BigInt(before),
        index: BigInt(before + place),
        length: BigInt(charactersFor(shown, place % 4)),
        needle: [...plain.slice(first, first + shown).map(BigInt), ...fill(needle, 0n)].slice(0, needle),
        needleLength: BigInt(shown),
      };
    });
}

const fill = (count: number, value: bigint): bigint[] => Array.from({ length: count }, () => value);

function changed(claim: NeedleClaim, { kind, by, at }: Change, sizes: NeedleSizes): NeedleClaim {
  const size = Number(claim.needleLength);
  // Below zero is above half the field, as a hostile prover would write it.
  const shifted = (value: bigint) => (value + by < 0n ? value + by + sizes.prime : value + by);
  switch (kind) {
    case "none":
      return claim;
    case "a byte of the needle":
      return {
        ...claim,
        needle: claim.needle.with(at % size, ((claim.needle[at % size] ?? 0n) + by) & 255n),
      };
    case "the index":
      return { ...claim, index: shifted(claim.index) };
    case "the payload's start":
      return sizes.hasPayload ? { ...claim, payload: shifted(claim.payload) } : claim;
    case "the number of characters":
      return { ...claim, length: shifted(claim.length) };
    case "the length of the needle":
      return { ...claim, needleLength: shifted(claim.needleLength) };
    case "a character": {
      const strangers = [...neighbours.map(BigInt), ...beyondBytes(sizes.prime)];
      const place = Number(claim.index) + (at % Number(claim.length));
      return { ...claim, text: claim.text.with(place, strangers[at % strangers.length] ?? 0n) };
    }
    case "read at another offset":
      return readAt(claim, at % 3, sizes);
    case "zeros":
      // What is compared with nothing, or with bits that were never set, is zero.
      return { ...claim, index: claim.index + BigInt(at % 4), needle: fill(claim.needle.length, 0n) };
  }
}

/** The needle that the same characters show at another bit offset than the index has. */
function readAt(claim: NeedleClaim, place: number, { alphabet, needle }: NeedleSizes): NeedleClaim {
  const bits = claim.text
    .slice(Number(claim.index), Number(claim.index + claim.length))
    .map((character) => (valueOf(character, alphabet) ?? 0).toString(2).padStart(6, "0"))
    .join("")
    .slice(2 * place);
  const read = Array.from({ length: Math.min(needle, Math.floor(bits.length / 8)) }, (_, i) =>
    BigInt(`0b${bits.slice(8 * i, 8 * i + 8)}`),
  );
  if (read.length === 0) return claim;
  return {
    ...claim,
    needle: [...read, ...fill(needle, 0n)].slice(0, needle),
    needleLength: BigInt(read.length),
  };
}
