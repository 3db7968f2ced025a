import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { tableOf } from "../../../algebra/hashing/digestTable.js";
import { builtFile } from "../../../algebra/packageFiles.js";
import { guesses } from "../../../checks/beacon/guesses.js";
import { guessable } from "../../../checks/beacon/predictable.js";

const sha256 = (text: string): Uint8Array => createHash("sha256").update(text).digest();

it("the table that the build has saved is that of the list", () => {
  expect(Buffer.compare(readFileSync(builtFile(guesses.table)), tableOf(guesses))).toBe(0);
});

it("finds SHA-256 of a word, a number or a date", () => {
  // In one call, for the list is hashed once a call.
  const texts = ["", "beacon", "0", "131071", "2024-02-29", "20151231", "31.12.2035", "01/01/2015"];
  expect(guessable(texts.map(sha256))).toEqual(
    texts.map((text) => `it is SHA-256 of the text ${JSON.stringify(text)}`),
  );
});

it("finds nothing in what is out of the list, and says of each value what is its own", () => {
  const values = [sha256("131072"), sha256("5"), new Uint8Array(15), new Uint8Array(32), sha256("x y z")];
  expect(guessable(values)).toEqual([
    null,
    'it is SHA-256 of the text "5"',
    `it has 15 bytes: ${2 ** 120} values can be tried`,
    "all its bytes are the same",
    null,
  ]);
});
