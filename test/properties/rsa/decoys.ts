/** Products with a gap, and beside it arrays that only look like a part in honest witnesses, and are held in range. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openCircuit, parseTarget } from "../../../properties/circuit/index.js";
import { rsaProperties } from "../../../properties/rsa/index.js";
import { packageRoot } from "../../fixtures/root.js";
import { folderWith } from "../circuit/folder.js";
import type { CheckResult } from "../../../findings/index.js";
import { onTarget } from "../onTarget.js";

const corpus = join(packageRoot, "test", "corpus");

const copyOf = (signal: string, copy: string): string =>
  `signal ${copy}[k]; for (var i = 0; i < k; i++) { ${copy}[i] <-- ${signal}[i]; _ <== Num2Bits(n)(${copy}[i]); }`;

interface Decoy {
  readonly gap: string;
  readonly hidden: string;
  readonly decoys: string;
}

export const decoys: readonly Decoy[] = [
  { gap: "remainder-limbs", hidden: "the remainder", decoys: copyOf("out", "d") },
  { gap: "quotient-limbs", hidden: "the quotient", decoys: copyOf("q", "d") },
  {
    gap: "quotient-limbs",
    hidden: "the quotient, twice, and the remainder",
    decoys: `${copyOf("q", "d")} ${copyOf("q", "e")} ${copyOf("out", "f")}`,
  },
];

/** What the property of the gap says of the product with the gap and the decoys. */
export async function judged({ gap, decoys: copies }: Decoy): Promise<CheckResult> {
  const broken = readFileSync(join(corpus, `product-${gap}`, "broken.circom"), "utf8");
  const folder = folderWith({
    "main.circom": broken
      .replace("../shared", join(corpus, "shared"))
      .replace("signal less <==", `${copies} signal less <==`),
  });
  const property = rsaProperties.find(({ id }) => id === `rsa/${gap}`);
  if (property === undefined) throw new Error("there is no such property");
  const signals = new Map(["a", "b", "p", "out"].map((name) => [name, name]));
  const libraries = [join(packageRoot, "node_modules")];
  const circuit = await openCircuit(parseTarget(join(folder, "main.circom"), libraries));
  const { check } = await onTarget(property, circuit, {
    runs: 3,
    wishes: { signals, values: new Map() },
  });
  return check;
}
