/** Limb arithmetic of npm packages, small; the sizes that are in use are in packages.long.test.ts. */
import { expect, it, test } from "vitest";
import { carryToZero } from "../../../properties/rsa/carryToZero.js";
import { modularMultiplication } from "../../../properties/rsa/modularMultiplication.js";
import { onTarget } from "../onTarget.js";
import { testFpMul } from "./fpMul.js";

const newest = "node_modules/@zk-email/circuits/lib";

testFpMul("8,4");

it("FpMul of the newest version multiplies as integers do, over carries of every place", async () => {
  const { check, exhibits } = await onTarget(modularMultiplication, `${newest}/fp.circom:FpMul(8,4)`, {
    runs: 100,
  });
  expect(check.outcome).toBe("pass");
  const [shown] = exhibits;
  const bars = shown?.kind === "histogram" ? shown.bars : [];
  expect(bars.filter(({ count }) => count === 0)).toEqual([]);
});

test.for([
  { property: carryToZero, target: `${newest}/bigint.circom:CheckCarryToZero(64,140,7)` },
  { property: carryToZero, target: `${newest}/bigint.circom:CheckCarryToZero(8,22,7)` },
])("$property.id is silent on $target", async ({ property, target }) => {
  const { check } = await onTarget(property, target, { runs: 10 });
  expect(check.findings).toEqual([]);
  expect(check.outcome).toBe("pass");
});
