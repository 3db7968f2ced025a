import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawSeed, WEIGHT_BYTES, Weights } from "../../../algebra/obligations/weights.js";
import { SEED_BYTES } from "./logarithms.js";

const seeds = fc.uint8Array({ minLength: SEED_BYTES, maxLength: SEED_BYTES });
/** Beyond 2^32 too: a section may have that many points, and a counter must not wrap there. */
const starts = fc.oneof(fc.nat(5000), fc.integer({ min: 2 ** 32 - 50, max: 2 ** 32 + 50 }));
const counts = fc.nat(200);

describe("weights", () => {
  test("are the same however a range is cut", () => {
    fc.assert(
      fc.property(seeds, fc.string(), starts, counts, counts, (seed, label, start, a, b) => {
        const weights = Weights.draw(seed, label);
        const parts = Buffer.concat([weights.range(start, a), weights.range(start + a, b)]);
        expect(Buffer.from(weights.range(start, a + b))).toEqual(parts);
      }),
    );
  });

  test("restricted: their own inside, zero outside", () => {
    fc.assert(
      fc.property(
        seeds,
        fc.nat(100),
        fc.nat(100),
        fc.nat(100),
        fc.nat(100),
        (seed, from, length, start, count) => {
          const weights = Weights.draw(seed, "w");
          const all = weights.integers(start, count);
          const expected = all.map((w, i) => (start + i >= from && start + i < from + length ? w : 0n));
          expect(weights.restrict(from, from + length).integers(start, count)).toEqual(expected);
        },
      ),
    );
  });

  test("restricted twice: both restrictions hold, and the keys tell them apart", () => {
    fc.assert(
      fc.property(
        seeds,
        fc.array(fc.nat(60), { minLength: 4, maxLength: 4 }),
        (seed, [a = 0, b = 0, c = 0, d = 0]) => {
          const once = Weights.draw(seed, "w");
          const twice = once.restrict(a, a + b).restrict(c, c + d);
          const expected = once
            .integers(0, 130)
            .map((w, i) => (i >= a && i < a + b && i >= c && i < c + d ? w : 0n));
          expect(twice.integers(0, 130)).toEqual(expected);
          expect(twice.key).not.toBe(once.key);
        },
      ),
    );
  });

  test("as integers, bytes and field elements are the same numbers", () => {
    fc.assert(
      fc.property(seeds, starts, fc.nat(20), (seed, start, count) => {
        const weights = Weights.draw(seed, "w");
        const integers = weights.integers(start, count);
        const wide = Buffer.from(weights.scalars(start, count, 32));
        for (const [i, value] of integers.entries()) {
          const bytes = Buffer.from(weights.range(start + i, 1)).reverse();
          expect(BigInt(`0x${bytes.toString("hex")}`)).toBe(value);
          expect(
            BigInt(
              `0x${Buffer.from(wide.subarray(32 * i, 32 * i + 32))
                .reverse()
                .toString("hex")}`,
            ),
          ).toBe(value);
        }
      }),
    );
  });

  test("field elements of several pieces of the key stream, restricted and in given bytes", () => {
    fc.assert(
      fc.property(
        seeds,
        starts,
        fc.integer({ min: 4000, max: 9000 }),
        fc.nat(5000),
        (seed, start, count, cut) => {
          const weights = Weights.draw(seed, "w").restrict(start + 3, start + 3 + cut);
          const [narrow, into] = [weights.range(start, count), new Uint8Array(32 * count).fill(7)];
          const wide = weights.scalars(start, count, 32, into);
          const half = (i: number): Uint8Array => narrow.subarray(16 * i, 16 * (i + 1));
          const expected = Buffer.concat(
            Array.from({ length: count }, (_, i) => [half(i), new Uint8Array(16)]).flat(),
          );
          expect(Buffer.compare(wide, expected)).toBe(0);
        },
      ),
      { numRuns: 10 },
    );
  });

  test("of another label or another seed are others", () => {
    fc.assert(
      fc.property(seeds, seeds, fc.string(), fc.string(), (s, t, a, b) => {
        fc.pre(a !== b && Buffer.compare(s, t) !== 0);
        const [first, ...others] = [Weights.draw(s, a), Weights.draw(s, b), Weights.draw(t, a)].map((w) =>
          Buffer.from(w.range(0, 4)).toString("hex"),
        );
        expect(others).not.toContain(first);
      }),
    );
  });

  test("come from a seed of 32 bytes alone", () => {
    expect(() => Weights.draw(new Uint8Array(31), "w")).toThrow(RangeError);
    expect(drawSeed()).not.toEqual(drawSeed());
    expect(Weights.draw(drawSeed(), "w").range(0, 3)).toHaveLength(3 * WEIGHT_BYTES);
  });
});
