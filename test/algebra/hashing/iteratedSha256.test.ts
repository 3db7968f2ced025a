import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { iteratedSha256, type IterationCheckpoint } from "../../../algebra/hashing/iteratedSha256.js";

/** The definition, with OpenSSL. */
function plain(value: Uint8Array, count: number): Uint8Array {
  let current = value;
  for (let i = 0; i < count; i++) current = createHash("sha256").update(current).digest();
  return new Uint8Array(current);
}

it("applies SHA-256 2^exponent times, to a first input of any length", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 255 }),
      fc.integer({ min: 0, max: 11 }),
      async (value, exponent) => {
        expect(await iteratedSha256(value, exponent)).toEqual(plain(value, 2 ** exponent));
      },
    ),
  );
});

it("goes on from any checkpoint to the same digest", async () => {
  const value = new Uint8Array(96).fill(3);
  const checkpoints: IterationCheckpoint[] = [];
  const whole = await iteratedSha256(value, 22, { onSegment: (one) => void checkpoints.push(one) });
  expect(checkpoints).toHaveLength(4);
  expect(checkpoints.at(-1)).toEqual({ value, exponent: 22, done: 2 ** 22, digest: whole });
  const [, second] = checkpoints as [IterationCheckpoint, IterationCheckpoint];
  expect(await iteratedSha256(value, 22, { from: second })).toEqual(whole);
  await expect(iteratedSha256(value, 21, { from: second })).rejects.toThrow("another value or exponent");
  await expect(iteratedSha256(value.subarray(1), 22, { from: second })).rejects.toThrow("another value");
  await expect(iteratedSha256(value, 22, { from: { ...second, done: 0 } })).rejects.toThrow("no state");
  await expect(iteratedSha256(value, 22, { from: { ...second, done: 2 ** 23 } })).rejects.toThrow("no state");
  await expect(
    iteratedSha256(value, 22, { from: { ...second, digest: second.digest.subarray(1) } }),
  ).rejects.toThrow("no state");
});

it("reads a view, not the buffer under it", async () => {
  const buffer = new Uint8Array(64).fill(1);
  expect(await iteratedSha256(buffer.subarray(0, 32), 0)).toEqual(plain(new Uint8Array(32).fill(1), 1));
});

it.each([-1, 0.5, 64, 74, NaN])("refuses 2^%f iterations", async (exponent) => {
  await expect(iteratedSha256(new Uint8Array(32), exponent)).rejects.toThrow(RangeError);
});
