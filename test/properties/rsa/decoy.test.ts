/** Arrays that only look like a part in honest witnesses, and are held in range, hide nothing. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openCircuit, parseTarget } from "../../../properties/circuit/index.js";
import { rsaProperties } from "../../../properties/rsa/index.js";
import { packageRoot } from "../../fixtures/root.js";
import { folderWith } from "../circuit/folder.js";
import { onTarget } from "../onTarget.js";

const corpus = join(packageRoot, "test", "corpus");

const copyOf = (signal: string, copy: string): string =>
  `signal ${copy}[k]; for (var i = 0; i < k; i++) { ${copy}[i] <-- ${signal}[i]; _ <== Num2Bits(n)(${copy}[i]); }`;

test.for([
  { gap: "remainder-limbs", hidden: "of the remainder", decoys: copyOf("out", "d") },
  { gap: "quotient-limbs", hidden: "of the quotient", decoys: copyOf("q", "d") },
  {
    gap: "quotient-limbs",
    hidden: "of the quotient, twice, and of the remainder",
    decoys: `${copyOf("q", "d")} ${copyOf("q", "e")} ${copyOf("out", "f")}`,
  },
])("copies $hidden by <--, in range, hide no limbs out of range", async ({ gap, decoys }) => {
  const broken = readFileSync(join(corpus, `product-${gap}`, "broken.circom"), "utf8");
  const folder = folderWith({
    "main.circom": broken
      .replace("../shared", join(corpus, "shared"))
      .replace("signal less <==", `${decoys} signal less <==`),
  });
  const property = rsaProperties.find(({ id }) => id === `rsa/${gap}`);
  if (property === undefined) throw new Error("there is no such property");
  const signals = new Map(["a", "b", "p", "out"].map((name) => [name, name]));
  const libraries = [join(packageRoot, "node_modules")];
  const circuit = await openCircuit(parseTarget(join(folder, "main.circom"), libraries));
  const { check } = await onTarget(property, circuit, { runs: 3, wishes: { signals, values: new Map() } });
  expect(check.outcome).toBe("fail");
});
