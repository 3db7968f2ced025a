/** The shortest of the published pairs of npm; all are in packing/packages.long.test.ts. */
import { expect, test } from "vitest";
import { runOnPackage } from "../packages.js";

test("QuinSelector 3.2.4 takes an index out of range, and ItemAtIndex 6.1.1 does not", async () => {
  const id = "slices/item-at-index";
  const broken = await runOnPackage({
    target: "zk-email-circuits-3.2.4/helpers/utils.circom:QuinSelector(6,4)",
    id,
  });
  const mended = await runOnPackage({
    target: "zk-email-circuits-6.1.1/utils/array.circom:ItemAtIndex(6)",
    id,
  });
  expect(broken.findings[0]?.statement).toContain("is not below 6, and the circuit accepts it");
  expect(mended.outcome).toBe("pass");
});

test("VarShiftMaskedStr 3.2.4 mends the shift inside of the array, and not the one past it", async () => {
  const id = "slices/masked-shift";
  const target = "zk-email-circuits-3.2.4/helpers/extract.circom:VarShiftMaskedStr(8,4)";
  const { findings } = await runOnPackage({ target, id });
  expect(Number(findings[0]?.evidence[0]?.values?.shift)).toBeGreaterThanOrEqual(8);
});
