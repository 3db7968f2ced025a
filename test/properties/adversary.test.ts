/** No property says pass of a circuit that takes nothing, or that constrains nothing; nor of a single input. */
import { describe, expect, test } from "vitest";
import type { Circuit } from "../../properties/circuit/index.js";
import { properties } from "../../properties/registry.js";
import { runProperties } from "../../properties/runProperties.js";
import { corpusCase, openCase, type CorpusCase } from "./corpus.js";

/** Cases with small circuits, of each kind of property that runs the circuit. */
const names = ["packing-bytes-unchecked", "claim-nested", "base64-padding-anywhere", "power-one-short"];

const hostile: Readonly<Record<string, (circuit: Circuit) => Circuit>> = {
  "its program refuses everything": (circuit) => ({
    ...circuit,
    witness: () => Promise.resolve({ message: "it always refuses" }),
  }),
  "it has no constraints": (circuit) => ({
    ...circuit,
    system: { ...circuit.system, constraints: [] },
    violated: () => null,
  }),
};

async function outcomes(circuit: Circuit, one: CorpusCase, path?: string): Promise<string[]> {
  const asked = properties.filter(({ id }) => one.catches.includes(id));
  const { checks } = await runProperties(circuit, asked, {
    seed: 3,
    runs: 24,
    seconds: 10,
    wishes: {
      signals: new Map(Object.entries(one.bind ?? {})),
      values: new Map(Object.entries(one.set ?? {}).map(([name, value]) => [name, BigInt(value)])),
    },
    reproduce: () => "",
    ...(path === undefined ? {} : { path }),
  });
  return checks.map(({ outcome }) => outcome);
}

describe.for(names)("%s, mended", (name) => {
  const one = corpusCase(name);
  test.for(Object.entries(hostile))("%s", async ([, spoil]) => {
    expect(await outcomes(spoil(await openCase(one, "mended")), one)).not.toContain("pass");
  });
});

test("one input of an earlier run, on which nothing is wrong any more, is no pass", async () => {
  const one = corpusCase("packing-chunk-dropped");
  expect(await outcomes(await openCase(one, "mended"), one, "pairs:1")).toEqual(["inconclusive"]);
});
