/** FpMul before and after the version that mended it. */
import { describe, expect, test } from "vitest";
import { carriesInRange } from "../../../properties/rsa/carriesInRange.js";
import { enoughPoints } from "../../../properties/rsa/enoughPoints.js";
import { quotientLimbs } from "../../../properties/rsa/quotientLimbs.js";
import { remainderLimbs } from "../../../properties/rsa/remainderLimbs.js";
import { remainderReduced } from "../../../properties/rsa/remainderReduced.js";
import { onTarget, openTarget } from "../onTarget.js";

const broken = "node_modules/zk-email-circuits-6.1.3/lib";
const mended = "node_modules/zk-email-circuits-6.2.0/lib";

/** Declares the tests of one size, such as "64,32". */
export function testFpMul(size: string): void {
  describe(`FpMul(${size})`, () => {
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
      for (const property of [
        remainderReduced,
        remainderLimbs,
        quotientLimbs,
        enoughPoints,
        carriesInRange,
      ]) {
        const { check } = await onTarget(property, circuit);
        expect(check.findings, property.id).toEqual([]);
        // Where 2nk < 254, a multiple of the prime is larger than any product.
        const isVacuous = property === carriesInRange && size === "8,4";
        expect(check.outcome, property.id).toBe(isVacuous ? "not evaluated" : "pass");
      }
    });
  });
}
