/** The pairs of the corpus, for the properties of one room. */
import { expect, test } from "vitest";
import type { Property } from "../../properties/property.js";
import { corpusCases, runOnCase } from "./corpus.js";

/** Declares the tests: broken is found with its place, mended is silent, and each property names its cases. */
export function testCorpus(properties: readonly Property[]): void {
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

  test.for(pairs)("$name: $id is silent on the mended form", async ({ property, one }) => {
    const { checks } = await runOnCase(property, one, "mended", { seed: 7 });
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
