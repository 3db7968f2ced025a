/** The pairs of the corpus, for the properties of one room. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Property } from "../../properties/property.js";
import { packageRoot } from "../fixtures/root.js";
import { corpusCases, runOnCase, type CorpusCase } from "./corpus.js";

interface Pair {
  readonly property: Property;
  readonly one: CorpusCase;
}

/** Some cases are different breaks of one circuit: its mended form is run once a property. */
function mendedOnce<One extends Pair>(pairs: readonly One[]): One[] {
  const seen = new Set<string>();
  return pairs.filter(({ property, one }) => {
    const text = readFileSync(join(packageRoot, "test", "corpus", one.name, "mended.circom"), "utf8");
    const key = `${property.id} ${text}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Inputs of each trial on mended forms, where none of them ends it: so many in the quick tests. */
const QUICK_RUNS = 12;

/**
 * Declares the tests: broken is found with its place, mended is silent, and each property names its cases.
 * @param runs inputs of each trial on mended forms
 */
export function testCorpus(properties: readonly Property[], runs = QUICK_RUNS): void {
  const cases = corpusCases(properties.map(({ id }) => id));
  const pairs = properties.flatMap((property) =>
    cases
      .filter(({ catches }) => catches.includes(property.id))
      .map((one) => ({ property, one, name: one.name, id: property.id })),
  );

  test.for(pairs)("$name: $id finds the broken form", async ({ property, one }) => {
    const { checks } = await runOnCase(property, one, "broken", { seed: 7 });
    expect(checks[0]?.outcome).toBe("fail");
    const [finding] = checks[0]?.findings ?? [];
    expect(finding?.evidence[0]?.file).toContain(`${one.name}/broken.circom`);
    expect(finding?.evidence[0]?.line).toBeGreaterThan(0);
  });

  test.for(mendedOnce(pairs))("$name: $id is silent on the mended form", async ({ property, one }) => {
    const { checks } = await runOnCase(property, one, "mended", { seed: 7, runs });
    expect(checks[0]?.findings).toEqual([]);
    expect(checks[0]?.outcome).toBe("pass");
  });

  test("every property names its cases", () => {
    for (const { id, corpus } of properties) {
      const catching = cases.filter(({ catches }) => catches.includes(id)).map(({ name }) => name);
      expect([...corpus].sort(), id).toEqual(catching.sort());
    }
  });
}
