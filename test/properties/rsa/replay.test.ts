/** A counterexample comes again from its seed and path, in one run. */
import { expect, test } from "vitest";
import { remainderLimbs } from "../../../properties/rsa/remainderLimbs.js";
import { signature } from "../../../properties/rsa/signature.js";
import { base64Substring } from "../../../properties/base64/substring.js";
import { onTarget, openTarget } from "../onTarget.js";

const cases = [
  { property: remainderLimbs, name: "product-remainder-limbs" },
  { property: signature, name: "signature-not-reduced" },
  { property: base64Substring, name: "substring-fourth-character" },
];

test.for(cases)("$property.id on $name", async ({ property, name }) => {
  const circuit = await openTarget(`test/corpus/${name}/broken.circom`);
  const first = await onTarget(property, circuit, { seed: 7, runs: 100 });
  expect(first.path).toBeDefined();
  const again = await onTarget(property, circuit, { seed: 7, runs: 100, path: first.path ?? "" });
  expect(again.check.findings).toEqual(first.check.findings);
  expect(again.check.facts).toContainEqual({ label: "runs", value: "1" });
});
