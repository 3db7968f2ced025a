import { expect, test } from "vitest";
import { byteRange } from "../../../properties/packing/byteRange.js";
import { comparison } from "../../../properties/packing/comparison.js";
import { injective } from "../../../properties/packing/injective.js";
import { itemAtIndex } from "../../../properties/slices/itemAtIndex.js";
import { subArray } from "../../../properties/slices/subArray.js";
import type { Property } from "../../../properties/property.js";
import { corpusCase, runOnCase } from "../corpus.js";

const wishes: readonly (readonly [
  Property,
  string,
  Record<string, string>,
  Record<string, bigint>,
  string,
])[] = [
  [byteRange, "packing-bytes-unchecked", { bytes: "in" }, { limit: 0n }, "leaves no good value"],
  [byteRange, "packing-bytes-unchecked", { bytes: "in" }, { limit: 1n << 254n }, "or no bad one"],
  [byteRange, "packing-bytes-unchecked", { bytes: "on" }, {}, "no input on"],
  [byteRange, "packing-bytes-unchecked", {}, {}, "not known to promise this"],
  [injective, "packing-bytes-unchecked", {}, {}, "not known to pack"],
  [injective, "zklogin-packing", { bytes: "name" }, {}, "nothing is said of the input value"],
  [
    comparison,
    "comparison-out-of-range",
    { left: "amount", right: "balance" },
    { bits: 253n, order: 1n },
    "cannot be compared",
  ],
  [
    comparison,
    "comparison-out-of-range",
    { left: "amount", right: "balance" },
    { bits: 64n },
    "the order is not known",
  ],
  [
    comparison,
    "comparison-out-of-range",
    { left: "amount" },
    { bits: 64n, order: 1n },
    "there are no two sides",
  ],
  [itemAtIndex, "packing-bytes-unchecked", { in: "in" }, {}, "no input called index"],
  [subArray, "index-not-bound", { in: "in" }, {}, "no input called length"],
];

test.for(wishes.map(([property, ...rest]) => ({ id: property.id, asked: rest, property })))(
  "$id on $asked.0 is not evaluated: $asked.3",
  async ({ property, asked: [name, signals, values, reason] }) => {
    const given = { signals: new Map(Object.entries(signals)), values: new Map(Object.entries(values)) };
    const { checks } = await runOnCase(property, corpusCase(name), "broken", {
      wishes: given,
      named: new Set([property.id]),
    });
    expect(checks[0]?.outcome).toBe("not evaluated");
    expect(checks[0]?.reason).toContain(reason);
  },
);
