import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readClaim } from "../../../properties/slices/reference/claim.js";
import { blocksOf, isPadded, padded } from "../../../properties/slices/reference/sha2Padding.js";
import { rotated, subArray } from "../../../properties/slices/reference/subArray.js";
import { placesOfName } from "../../../properties/slices/reference/topLevel.js";
import { sha256OfBlocks } from "./sha256OfBlocks.js";

describe("padding of SHA-256", () => {
  test("what is padded hashes to node:crypto's digest, for every length up to four blocks", () => {
    for (let length = 0; length <= 4 * 64; length++) {
      const message = Array.from({ length }, (_, i) => BigInt((i * 7 + length) % 256));
      const blocks = padded(message, blocksOf(length) * 64).map(Number);
      const digest = createHash("sha256")
        .update(Buffer.from(message.map(Number)))
        .digest("hex");
      expect(sha256OfBlocks(blocks), `${length} bytes`).toBe(digest);
    }
  });

  test("the number of blocks changes after 55 and 119 bytes", () => {
    expect([54, 55, 56, 63, 64, 118, 119, 120].map(blocksOf)).toEqual([1, 1, 2, 2, 2, 2, 2, 3]);
  });

  test("any other byte, length or number of blocks is no padding", () => {
    fc.assert(
      fc.property(fc.nat(119), fc.nat(127), fc.integer({ min: 1, max: 255 }), (length, place, change) => {
        const bytes = padded(
          Array.from({ length }, () => 97n),
          128,
        );
        const blocks = BigInt(blocksOf(length));
        expect(isPadded(bytes, BigInt(length), blocks)).toBe(true);
        expect(isPadded(bytes, BigInt(length) + 1n, blocks)).toBe(false);
        expect(isPadded(bytes, BigInt(length), blocks + 1n)).toBe(false);
        const isMessage = place < length;
        expect(
          isPadded(bytes.with(place, (bytes[place] ?? 0n) ^ BigInt(change)), BigInt(length), blocks),
        ).toBe(isMessage);
      }),
    );
  });
});

describe("slices", () => {
  test("agree with Array.slice inside, and are none outside", () => {
    const array = [1n, 2n, 3n, 4n, 5n];
    expect(subArray(array, 1n, 2n, 3)).toEqual([2n, 3n, 0n]);
    expect(subArray(array, 5n, 0n, 3)).toEqual([0n, 0n, 0n]);
    expect(subArray(array, 3n, 3n, 3)).toBeNull();
    expect(subArray(array, 0n, 4n, 3)).toBeNull();
    expect(
      subArray(array, 21888242871839275222246405745257275088548364400416034343698204186575808495616n, 1n, 3),
    ).toBeNull();
    expect(rotated(array, 4n, 3)).toEqual([5n, 1n, 2n]);
  });
});

describe("claims", () => {
  test("what is a claim says what JSON.parse reads", () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab "\\:,}{u0\n\t\u0001é') });
    fc.assert(
      fc.property(text, text, (name, value) => {
        const written = `"${name}" :\t"${value}"}`;
        const claim = readClaim(written);
        if (claim !== null && name !== "__proto__")
          expect(JSON.parse(`{${written}`)).toEqual({ [claim.name]: claim.value });
      }),
      { numRuns: 2000 },
    );
  });

  test.for([
    ['"sub":"1",', { name: "sub", value: "1", places: [4, 5, 6, 8, 9] }],
    ['"sub" : "" }', { name: "sub", value: "", places: [4, 6, 8, 9, 11] }],
    ['"sub":"1","sub":"2",', null],
    ['"sub":"a\\"b"}', null],
    ['"sub":"a\\u0022b"}', null],
    ['"sub":"1"', null],
    ['"sub":1,', null],
    ['"sub":"a\nb"}', null],
  ] as const)("%s", ([text, claim]) => {
    expect(readClaim(text)).toEqual(claim);
  });
});

test.for([
  ['{"sub":"1"}', [1]],
  ['{"x":{"sub":"1"}}', []],
  ['{"sub":"1","sub":"2"}', [1, 11]],
  ['{"x":"\\"sub\\":","sub":"1"}', null],
  ['{"sub" :"1"}', null],
  ['{"x":["sub"],"sub":"a b"}', [13]],
  ['{"sub":"1"', null],
  ['["sub"]', null],
] as const)("names at the top level of %s", ([text, places]) => {
  expect(placesOfName(text, "sub")).toEqual(places);
});
