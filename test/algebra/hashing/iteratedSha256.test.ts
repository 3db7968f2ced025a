import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { iteratedSha256 } from "../../../algebra/hashing/iteratedSha256.js";

it.each([0, 1, 10])("applies SHA-256 2^%i times, to a first input of any length", (exponent) => {
  for (const length of [1, 32, 96, 255]) {
    let expected: Uint8Array = new Uint8Array(length).fill(3);
    const input = expected.slice();
    for (let i = 0; i < 2 ** exponent; i++) expected = createHash("sha256").update(expected).digest();
    expect(iteratedSha256(input, exponent)).toEqual(new Uint8Array(expected));
  }
});

it("reads a view, not the buffer under it", () => {
  const buffer = new Uint8Array(64).fill(1);
  expect(iteratedSha256(buffer.subarray(0, 32), 0)).toEqual(iteratedSha256(new Uint8Array(32).fill(1), 0));
});

it.each([-1, 0.5, 53, 64, NaN])("refuses 2^%f iterations", (exponent) => {
  expect(() => iteratedSha256(new Uint8Array(32), exponent)).toThrow(RangeError);
});
