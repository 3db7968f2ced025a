import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { openCurve } from "../../../algebra/open.js";
import { CURVES, curvePoints, GROUPS, hex, join, openReference } from "./engines.js";

describe.each(CURVES)("encodings of %s are the same on both engines", async (name) => {
  const reference = await openReference(name);
  const fast = await openCurve(name, { threads: 0, kernel: false });
  afterAll(() => fast.close());
  const { q, n8q } = reference.parameters;
  const coordinate = (value: bigint): Uint8Array =>
    Buffer.from(value.toString(16).padStart(2 * n8q, "0"), "hex");

  describe.each(GROUPS)("%s", (group) => {
    const pool = curvePoints(reference, group);
    const all = join(pool);

    it("to U with either infinity and to C, and back", () => {
      for (const flag of [0x00, 0x40] as const) {
        const uncompressed = fast.toUncompressed(group, all, flag);
        expect(hex(uncompressed)).toBe(hex(reference.toUncompressed(group, all, flag)));
        for (const curve of [fast, reference])
          expect(hex(curve.fromUncompressed(group, uncompressed))).toBe(hex(all));
      }
      const compressed = fast.toCompressed(group, all);
      expect(hex(compressed)).toBe(hex(reference.toCompressed(group, all)));
      for (const curve of [fast, reference])
        expect(hex(curve.fromCompressed(group, compressed))).toBe(hex(all));
    });

    it("of Buffers, which stay as they were", () => {
      for (const curve of [fast, reference]) {
        const points = Buffer.from(all);
        const [uncompressed, compressed] = [
          Buffer.from(curve.toUncompressed(group, points)),
          Buffer.from(curve.toCompressed(group, points)),
        ];
        const before = [points, uncompressed, compressed].map((bytes) => hex(bytes));
        expect(hex(curve.fromUncompressed(group, uncompressed))).toBe(hex(all));
        expect(hex(curve.fromCompressed(group, compressed))).toBe(hex(all));
        expect([points, uncompressed, compressed].map((bytes) => hex(bytes))).toEqual(before);
      }
    });

    it("of no points", () => {
      for (const curve of [fast, reference]) {
        expect(curve.toUncompressed(group, new Uint8Array(0))).toEqual(new Uint8Array(0));
        expect(curve.fromCompressed(group, new Uint8Array(0))).toEqual(new Uint8Array(0));
      }
    });

    /** What a reader makes of bytes: its points, or the message of its refusal. */
    const outcome = (read: () => Uint8Array): string => {
      try {
        return hex(read());
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
        return (error as RangeError).message;
      }
    };

    it("and so are refusals, in words and index", () => {
      const [g1, g2] = [
        fast.toUncompressed(group, pool[1] as Uint8Array),
        fast.toCompressed(group, pool[2] as Uint8Array),
      ];
      const bytes = fc.uint8Array({ minLength: n8q, maxLength: n8q });
      const edges = fc.constantFrom(q - 1n, q, q + 1n, 0n, 1n, (1n << BigInt(8 * n8q)) - 1n).map(coordinate);
      const parts = (count: number): fc.Arbitrary<Uint8Array> =>
        fc.array(fc.oneof(bytes, edges), { minLength: count, maxLength: count }).map(join);
      const flags = fc.constantFrom(0x00, 0x40, 0x80, 0xc0, 0x20);
      const coordinates = g1.length / n8q;
      fc.assert(
        fc.property(parts(coordinates), parts(coordinates / 2), flags, (uncompressed, compressed, flag) => {
          uncompressed[0] = (uncompressed[0] as number) | flag;
          compressed[0] = (compressed[0] as number) | flag;
          const [u, c] = [join([g1, uncompressed]), join([g2, compressed])];
          expect(outcome(() => fast.fromUncompressed(group, u))).toBe(
            outcome(() => reference.fromUncompressed(group, u)),
          );
          expect(outcome(() => fast.fromCompressed(group, c))).toBe(
            outcome(() => reference.fromCompressed(group, c)),
          );
        }),
        { numRuns: 100 },
      );
    });

    it("a flag with anything else set is no infinity", () => {
      const length = fast.generator(group).length;
      for (const curve of [fast, reference]) {
        for (const [first, last] of [
          [0x40, 1],
          [0xc0, 0],
          [0x41, 0],
        ] as const) {
          const bytes = new Uint8Array(length);
          bytes[0] = first;
          bytes[length / 2 - 1] = last;
          expect(() => curve.fromUncompressed(group, bytes)).toThrow(/point 0/);
          expect(() => curve.fromCompressed(group, bytes.subarray(0, length / 2))).toThrow(/point 0/);
        }
      }
    });
  });
});
