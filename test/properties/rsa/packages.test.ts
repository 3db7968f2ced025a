/** Limb arithmetic of npm packages: the broken version is found, the mended one is silent. */
import { describe, expect, it, test } from "vitest";
import { bigLessThan } from "../../../properties/rsa/bigLessThan.js";
import { carriesInRange } from "../../../properties/rsa/carriesInRange.js";
import { carryToZero } from "../../../properties/rsa/carryToZero.js";
import { enoughPoints } from "../../../properties/rsa/enoughPoints.js";
import { exponentiation } from "../../../properties/rsa/exponentiation.js";
import { modularMultiplication } from "../../../properties/rsa/modularMultiplication.js";
import { quotientLimbs } from "../../../properties/rsa/quotientLimbs.js";
import { remainderLimbs } from "../../../properties/rsa/remainderLimbs.js";
import { remainderReduced } from "../../../properties/rsa/remainderReduced.js";
import { onTarget, openTarget } from "../onTarget.js";

const broken = "node_modules/zk-email-circuits-6.1.3/lib";
const mended = "node_modules/zk-email-circuits-6.2.0/lib";
const newest = "node_modules/@zk-email/circuits/lib";

describe.for(["8,4", "64,32", "121,17"])("FpMul(%s)", (size) => {
  test("6.1.3 takes r + p, by the example of the pull request that mended it", async () => {
    const { check } = await onTarget(remainderReduced, `${broken}/fp.circom:FpMul(${size})`);
    expect(check.findings[0]?.severity).toBe("high");
    expect(check.findings[0]?.statement).toMatch(/a = 4, b = 4, p = 5, .* out = \[6, and \d+ zeros\]/);
    expect(check.findings[0]?.evidence[0]).toMatchObject({
      file: expect.stringContaining("fp.circom"),
      line: 16,
    });
  });

  test("6.2.0 takes neither that nor any other hostile product", async () => {
    const circuit = await openTarget(`${mended}/fp.circom:FpMul(${size})`);
    for (const property of [remainderReduced, remainderLimbs, quotientLimbs, enoughPoints, carriesInRange]) {
      const { check } = await onTarget(property, circuit);
      expect(check.findings, property.id).toEqual([]);
      // Where 2nk < 254, a multiple of the prime is larger than any product.
      const isVacuous = property === carriesInRange && size === "8,4";
      expect(check.outcome, property.id).toBe(isVacuous ? "not evaluated" : "pass");
    }
  });
});

it("FpMul of the newest version multiplies as integers do, over carries of every place", async () => {
  const { check, exhibits } = await onTarget(modularMultiplication, `${newest}/fp.circom:FpMul(8,4)`, {
    runs: 150,
  });
  expect(check.outcome).toBe("pass");
  const [shown] = exhibits;
  const bars = shown?.kind === "histogram" ? shown.bars : [];
  expect(bars.filter(({ count }) => count === 0)).toEqual([]);
});

test.for([
  { property: carryToZero, target: `${newest}/bigint.circom:CheckCarryToZero(64,140,7)` },
  { property: carryToZero, target: `${newest}/bigint.circom:CheckCarryToZero(8,22,7)` },
  { property: exponentiation, target: `${newest}/rsa.circom:FpPow65537Mod(8,3)` },
])("$property.id is silent on $target", async ({ property, target }) => {
  const { check } = await onTarget(property, target, { runs: 10 });
  expect(check.findings).toEqual([]);
  expect(check.outcome).toBe("pass");
});

it("BigLessThan says that limbs are its caller's to range-check, and the row says so", async () => {
  const { check } = await onTarget(bigLessThan, `${newest}/bigint.circom:BigLessThan(16,4)`);
  expect(check.findings).toEqual([]);
  expect(JSON.stringify([check.reason, check.facts])).toContain("more than 16 bits");
});
