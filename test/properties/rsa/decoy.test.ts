/** An array that only looks like the remainder in honest witnesses, and is held in range, hides nothing. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openCircuit, parseTarget } from "../../../properties/circuit/index.js";
import { rsaProperties } from "../../../properties/rsa/index.js";
import { packageRoot } from "../../fixtures/root.js";
import { folderWith } from "../circuit/folder.js";
import { onTarget } from "../onTarget.js";

const corpus = join(packageRoot, "test", "corpus");

test("limbs of the remainder are not in range, and those of a copy by <-- are", async () => {
  const broken = readFileSync(join(corpus, "product-remainder-limbs", "broken.circom"), "utf8");
  const decoy =
    "signal d[k]; for (var i = 0; i < k; i++) { d[i] <-- out[i]; _ <== Num2Bits(n)(d[i]); } signal less <==";
  const folder = folderWith({
    "main.circom": broken.replace("../shared", join(corpus, "shared")).replace("signal less <==", decoy),
  });
  const property = rsaProperties.find(({ id }) => id === "rsa/remainder-limbs");
  if (property === undefined) throw new Error("there is no such property");
  const signals = new Map(["a", "b", "p", "out"].map((name) => [name, name]));
  const libraries = [join(packageRoot, "node_modules")];
  const circuit = await openCircuit(parseTarget(join(folder, "main.circom"), libraries));
  const { check } = await onTarget(property, circuit, {
    wishes: { signals, values: new Map() },
  });
  expect(check.outcome).toBe("fail");
});
