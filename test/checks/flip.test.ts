/**
 * No byte of a file is changed in silence: after each flip the verdict is no pass, or the report lists the byte as
 * one that nothing binds. Every byte of headers, and a sample of the rest; flip.long.test.ts has every byte.
 */
import { describe, expect, test } from "vitest";
import { describeWithShared } from "../fixtures/shared.js";
import { assayDossier, summaryOf, withRecord } from "./assay.js";
import { everyByte, sampledBytes, silentFlips, stretchesOf, type Stretch, type Target } from "./flips.js";
import { flipsOf, plans, PTAU_POINTS } from "./flipPlans.js";
import { ptauTarget, smallPtau } from "./flipTargets.js";

describe.each(plans)("$name", (plan) => {
  test("passes untouched", async () => {
    const target = await plan.open();
    const { others, checks, bytes } = target;
    const assayed = await assayDossier(await withRecord(others, target, bytes), { checks });
    expect(assayed.verdict.outcome, summaryOf(assayed)).toBe("pass");
  });

  test("no flip is silent", { timeout: 300_000 }, async () => {
    const target = await plan.open();
    const flips = [...flipsOf(plan, target.bytes, false)].flatMap(([, some]) => some);
    expect((await silentFlips(target, flips)).silent).toEqual([]);
  });
});

function rowsOf({ bytes }: Target): Stretch {
  const rows = stretchesOf(bytes).sections.get(7);
  if (rows === undefined) throw new Error("no section 7");
  return rows;
}

describe("powers cut from larger ones", () => {
  test("no flip in the last row is silent", async () => {
    const target = await ptauTarget(await smallPtau(3));
    const rows = rowsOf(target);
    const flips = [...everyByte({ ...rows, start: rows.end - 400 })].filter((_, i) => i % 16 === 0);
    expect((await silentFlips(target, flips)).silent).toEqual([]);
  });
});

describeWithShared("Hermez, cut to 2^2", ["real/ptau/powersOfTau28_hez_final_02.ptau"], ([path]) => {
  test("no flip is silent: a sample", async () => {
    const target = await ptauTarget(path);
    const { container, sections } = stretchesOf(target.bytes);
    const flips = [
      ...container.flatMap((stretch) => [...everyByte(stretch)]),
      ...Object.entries(PTAU_POINTS).flatMap(([type, size]) => {
        const stretch = sections.get(Number(type));
        return stretch === undefined ? [] : [...sampledBytes(stretch, size, 2, 1)];
      }),
      ...sampledBytes(rowsOf(target), 1504, 4, 2),
    ];
    expect((await silentFlips(target, flips)).silent).toEqual([]);
  });
});
