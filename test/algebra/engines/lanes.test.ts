import { expect, it } from "vitest";
import { LaneSum } from "../../../algebra/engines/fast/lanes.js";

it("a lane sum is exact beyond the additions that doubles could hold without a carry", () => {
  const sum = new LaneSum();
  const greatest = Uint32Array.of(9, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff);
  const additions = 2 ** 22 + 1;
  for (let i = 0; i < additions; i++) sum.add(greatest, 1);
  const words = new Uint32Array(10);
  sum.write(words, 1);
  const value = words.subarray(1, 9).reduceRight((high, word) => (high << 32n) | BigInt(word), 0n);
  expect(value).toBe(BigInt(additions) * (2n ** 128n - 1n));
  expect([words[0], words[9]]).toEqual([0, 0]);

  expect(sum.isEmpty).toBe(false);
  sum.clear();
  expect(sum.isEmpty).toBe(true);
});
