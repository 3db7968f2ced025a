import { expect, test } from "vitest";
import type { Property } from "../../../properties/property.js";
import { itemAtIndex } from "../../../properties/slices/itemAtIndex.js";
import { subArray } from "../../../properties/slices/subArray.js";
import { corpusCase, runOnCase } from "../corpus.js";

const cases: readonly (readonly [string, string, Property])[] = [
  ["found by the circuit's own program", "selector-index-out-of-range", itemAtIndex],
  ["found by a witness written by hand", "index-not-bound", itemAtIndex],
  ["found by an example", "zklogin-slices", subArray],
];

test.for(cases)("%s: seed and path show the same counterexample again", async ([, name, property]) => {
  const one = corpusCase(name);
  let path: string | undefined;
  const first = await runOnCase(property, one, "broken", {
    seed: 11,
    reproduce: (_, at) => {
      path = at;
      return "";
    },
  });
  expect(path).toMatch(/^(program|by-hand):\d+(:\d+)*$/);
  const again = await runOnCase(property, one, "broken", {
    seed: 11,
    ...(path === undefined ? {} : { path }),
  });
  expect(again.checks[0]?.findings).toEqual(first.checks[0]?.findings);
});

test("edges are counted: all 16 remainders of a grouped slice", async () => {
  const { exhibits } = await runOnCase(subArray, corpusCase("zklogin-slices"), "mended", { seed: 11 });
  const [histogram] = exhibits;
  if (histogram?.kind !== "histogram") throw new Error("no histogram");
  const remainders = histogram.bars.filter(({ label }) => label.startsWith("index ≡"));
  expect(remainders).toHaveLength(16);
  expect(histogram.bars.filter(({ count }) => count === 0)).toEqual([]);
});
