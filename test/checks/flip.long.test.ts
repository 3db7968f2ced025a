/** Every byte of three small files, one at a time. */
import { describe, expect, test } from "vitest";
import { silentFlips } from "./flips.js";
import { flipsOf, plans } from "./flipPlans.js";

describe.each(plans)("$name", (plan) => {
  test("no flip of any byte is silent", { timeout: 3_600_000 }, async () => {
    const target = await plan.open();
    const silent: string[] = [];
    let noticed = 0;
    let unbound = 0;
    for (const [, flips] of flipsOf(plan, target.bytes, true)) {
      const counts = await silentFlips(target, flips);
      silent.push(...counts.silent);
      noticed += counts.noticed;
      unbound += counts.unbound;
    }
    expect(silent).toEqual([]);
    // What is unbound is the exception.
    expect(unbound).toBeLessThan(noticed / 5);
  });
});
