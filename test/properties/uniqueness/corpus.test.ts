/** Every pair of this room: the broken form has a second witness, the mended one is proven. */
import { expect, test } from "vitest";
import { uniquenessProperties } from "../../../properties/uniqueness/index.js";
import { corpusCases, runOnCase } from "../corpus.js";

const cases = corpusCases(uniquenessProperties.map(({ id }) => id));
const pairs = uniquenessProperties.flatMap((property) =>
  cases
    .filter(({ catches }) => catches.includes(property.id))
    .map((one) => ({ property, one, name: one.name })),
);

test.for(pairs)("$name: broken is found", async ({ property, one }) => {
  const { checks } = await runOnCase(property, one, "broken", { seed: 7 });
  expect(checks[0]?.outcome).toBe("fail");
  expect(checks[0]?.findings[0]?.evidence[0]).toMatchObject({
    file: expect.stringContaining("broken"),
    line: expect.any(Number),
  });
});

test.for(pairs)("$name: mended is proven", async ({ property, one }) => {
  const { checks } = await runOnCase(property, one, "mended", { seed: 7 });
  expect(checks[0]?.findings).toEqual([]);
  expect(checks[0]?.outcome).toBe("pass");
  expect(checks[0]?.facts.map(({ label }) => label)).toContain("proven");
});

test("every property names its cases", () => {
  for (const property of uniquenessProperties) {
    const catching = cases.filter(({ catches }) => catches.includes(property.id)).map(({ name }) => name);
    expect([...property.corpus].sort(), property.id).toEqual(catching.sort());
  }
});
